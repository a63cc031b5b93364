package dev.cartulary.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program under measurement: the native executable or the JVM build, as a user starts it. */
final class Subject implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 500_000;

  private final Process process;
  private final int port;
  private final long startNanos;

  private Subject(Process process, int port, long startNanos) {
    this.process = process;
    this.port = port;
    this.startNanos = startNanos;
  }

  /** Starts the server and returns once readiness has answered 200. */
  static Subject start(List<String> command, Database database, String... arguments) {
    return start(command, database, Map.of("AUTH_MODE", "anonymous"), arguments);
  }

  /** Starts the server with these settings too, and returns once readiness has answered 200. */
  static Subject start(
      List<String> command, Database database, Map<String, String> more, String... arguments) {
    return start(START_LIMIT, command, database, more, arguments);
  }

  /** The same for what may take longer than usual to become ready. */
  static Subject start(
      Duration limit,
      List<String> command,
      Database database,
      Map<String, String> more,
      String... arguments) {
    int port = freePort();
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    Map<String, String> settings = new HashMap<>(more);
    settings.put("DATABASE_URL", database.url());
    settings.put("HOST", "127.0.0.1");
    settings.put("PORT", Integer.toString(port));
    settings.put("LOG_LEVEL", "warn");
    settings.put("RATE_LIMIT_ADDRESS", "0");
    long start = System.nanoTime();
    Process process = launch(all, settings);
    byte[] request = HttpClient.request("GET", "/q/health/ready", null);
    while (true) {
      try (HttpClient client = new HttpClient(port)) {
        if (client.exchange(request) == 200) {
          return new Subject(process, port, System.nanoTime() - start);
        }
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " is not ready; target/bench/program.log");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Runs a command to its end and gives the time it took. */
  static long run(List<String> command, Database database, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return run(all, Map.of("DATABASE_URL", database.url()));
  }

  /** The time that {@code java -version} of the JDK that runs the bench takes. */
  static long javaVersion() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return run(List.of(java.toString(), "-version"), Map.of());
  }

  private static long run(List<String> command, Map<String, String> settings) {
    long start = System.nanoTime();
    Process process = launch(command, settings);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return System.nanoTime() - start;
  }

  private static Process launch(List<String> command, Map<String, String> settings) {
    File log = new File("target/bench/program.log");
    try {
      Path directory = Files.createTempDirectory(Path.of("target", "bench").toAbsolutePath(), "cwd");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      // Settings of this machine must not reach the program.
      builder.environment().keySet().retainAll(List.of("PATH", "LC_ALL"));
      builder.environment().put("HOME", directory.toString());
      builder.environment().putAll(settings);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** From the start of the process to the first 200 of readiness. */
  long startNanos() {
    return startNanos;
  }

  /** Memory in RAM that the process holds now, in KiB (VmRSS). */
  long residentKib() {
    return status("VmRSS:");
  }

  /** The part of it that no file backs, in KiB (RssAnon). */
  long anonymousKib() {
    return status("RssAnon:");
  }

  /** The most memory in RAM that the process has held so far, in KiB (VmHWM). */
  long peakResidentKib() {
    return status("VmHWM:");
  }

  private long status(String key) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
