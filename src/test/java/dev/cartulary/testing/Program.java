package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The packaged program, started as a user starts it: the JVM build or, with {@code -Dnative}, the
 * executable. What it prints is kept under {@code target/test-output} and must never contain the
 * password of a test database.
 */
public final class Program implements AutoCloseable {

  /** The result of a command that has ended. */
  public record Result(int exitCode, String stdout, String stderr) {}

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  /** How long a command may take. */
  static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);

  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:\\s]+:(\\d+)");
  private static final Pattern AT_REST =
      Pattern.compile(
          "(?s)(?=.*cartulary_pool_connections\\{pool=\"primary\",state=\"active\",?\\} 0\\.0)"
              + "(?=.*cartulary_pool_connections\\{pool=\"primary\",state=\"waiting\",?\\} 0\\.0)");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Process process;
  private final Output output;
  private int port;

  private Program(Process process, Output output) {
    this.process = process;
    this.output = output;
  }

  /** Starts the server on the database and returns once it is ready. */
  public static Program start(TestDatabase database, String... arguments) {
    return start(Map.of("DATABASE_URL", database.url()), arguments);
  }

  /** Starts the server with these variables and returns once it is ready. */
  public static Program start(Map<String, String> environment, String... arguments) {
    Program program = startWithoutWaiting(environment, arguments);
    program.awaitReady();
    return program;
  }

  /** Starts the server and returns once HTTP is open, ready or not. */
  public static Program startListening(Map<String, String> environment, String... arguments) {
    Program program = startWithoutWaiting(environment, arguments);
    program.awaitListening();
    return program;
  }

  /** Starts the server and returns at once. */
  public static Program startWithoutWaiting(Map<String, String> environment, String... arguments) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.putIfAbsent("PORT", "0");
    variables.putIfAbsent("HOST", "127.0.0.1");
    // What most suites try is open to those who may do everything.
    variables.putIfAbsent("AUTH_MODE", "anonymous");
    // Tests send more than people do.
    variables.putIfAbsent("RATE_LIMIT_ADDRESS", "0");
    variables.putIfAbsent("RATE_LIMIT_READS", "0");
    variables.putIfAbsent("RATE_LIMIT_PRINCIPAL", "0");
    variables.putIfAbsent("RATE_LIMIT_CREDENTIALS", "0");
    return launch(emptyDirectory(), variables, List.of(arguments), Output.create());
  }

  /** Runs a command to its end on the database. */
  public static Result run(TestDatabase database, String... arguments) {
    return run(Map.of("DATABASE_URL", database.url()), arguments);
  }

  /** Runs a command to its end with these variables, in an empty directory. */
  public static Result run(Map<String, String> environment, String... arguments) {
    return run(emptyDirectory(), environment, arguments);
  }

  /** Runs a command to its end in the directory. */
  public static Result run(Path directory, Map<String, String> environment, String... arguments) {
    Output output = Output.create();
    try {
      OptionalInt code =
          CommandJvm.run(
              directory,
              variables(environment),
              List.of(arguments),
              output.stdout(),
              output.stderr());
      if (code.isPresent()) {
        output.checkSecrets();
        return new Result(code.getAsInt(), read(output.stdout()), read(output.stderr()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Program program = launch(directory, environment, List.of(arguments), output);
    try {
      if (!program.process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        program.process.destroyForcibly();
        throw new AssertionError("the command does not end:\n" + program.output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    output.checkSecrets();
    return new Result(program.process.exitValue(), read(output.stdout()), read(output.stderr()));
  }

  /** The files for what one run prints. */
  private record Output(Path stdout, Path stderr) {

    static Output create() {
      Path outputs = Path.of("target", "test-output").toAbsolutePath();
      String name = ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
      try {
        Files.createDirectories(outputs);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Output(outputs.resolve(name + ".out"), outputs.resolve(name + ".err"));
    }

    String text() {
      return read(stdout) + read(stderr);
    }

    void checkSecrets() {
      assertThat(text())
          .doesNotContain(TestDatabase.PASSWORD)
          .doesNotContain(TestDatabase.encode(TestDatabase.PASSWORD));
    }
  }

  private static Program launch(
      Path directory, Map<String, String> environment, List<String> arguments, Output output) {
    try {
      List<String> command = new ArrayList<>(ProgramCommand.get());
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.stdout().toFile())
              .redirectError(output.stderr().toFile());
      builder.environment().clear();
      builder.environment().putAll(variables(environment));
      return new Program(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The environment of this process without settings, and these variables. */
  static Map<String, String> variables(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(Program::isSetting);
    variables.putAll(environment);
    return variables;
  }

  /** Settings of the machine that runs the tests must not reach the program. */
  private static boolean isSetting(String variable) {
    return variable.startsWith("DATABASE_")
        || variable.startsWith("DB_")
        || variable.startsWith("PG")
        || variable.startsWith("QUARKUS_")
        || variable.startsWith("DEFAULT_")
        || variable.startsWith("AUTH_")
        || variable.startsWith("RATE_LIMIT_")
        || variable.equals("PORT")
        || variable.equals("HOST");
  }

  /** A new, empty directory for a program to work in. */
  public static Path emptyDirectory() {
    try {
      return Files.createTempDirectory("cartulary-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns once HTTP is open. */
  public void awaitListening() {
    Await.until(
        START_LIMIT,
        "the program listens; it printed:\n" + output(),
        () -> {
          Matcher matcher = LISTENING.matcher(output());
          if (matcher.find()) {
            port = Integer.parseInt(matcher.group(1));
            return true;
          }
          if (!process.isAlive()) {
            throw new AssertionError(
                "the program ended with " + process.exitValue() + ":\n" + output());
          }
          return false;
        });
  }

  /** Returns once readiness is UP. */
  public void awaitReady() {
    awaitListening();
    Await.until(START_LIMIT, "readiness is UP", () -> get("/q/health/ready").statusCode() == 200);
  }

  /** Returns once no connection of the pool is in use and nobody waits for one. */
  public void awaitPoolAtRest() {
    Await.until(
        ANSWER_LIMIT,
        "the pool is at rest",
        () -> AT_REST.matcher(get("/q/metrics").body()).lookingAt());
  }

  public int port() {
    return port;
  }

  public Process process() {
    return process;
  }

  /** {@code GET}; headers as name, value, name, value … */
  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /** Any method; a body, where there is one, is sent as JSON. */
  public HttpResponse<String> send(
      String method, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(ANSWER_LIMIT)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      assertThat(response.body()).doesNotContain(TestDatabase.PASSWORD);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the program has printed so far, standard output first. */
  public String output() {
    return output.text();
  }

  /** Asks the program to stop (SIGTERM), waits, and gives the exit code. */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the program does not stop:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    output.checkSecrets();
    return process.exitValue();
  }

  /** Ends the program at once (SIGKILL). */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
    output.checkSecrets();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
