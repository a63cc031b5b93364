package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of the JVM build, made ready by one run of it (class data sharing): the suites start
 * the program hundreds of times.
 */
final class ClassArchive {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  private ClassArchive() {}

  /**
   * The options that make a JVM use the archive of the program, besides those that it was made
   * with; none where this JVM makes no such archive.
   */
  static List<String> options(Path java, Path program, List<String> others, String main) {
    Path archive =
        Path.of("target", "test-classes-" + Runtime.version().feature() + ".jsa").toAbsolutePath();
    return BetweenForks.alone(
        "class-archive",
        () -> {
          try {
            if (isOlder(archive, program)) {
              make(java, archive, others, main);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Files.exists(archive)
              ? List.of(
                  "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
              : List.of();
        });
  }

  private static boolean isOlder(Path archive, Path program) throws IOException {
    return !Files.exists(archive)
        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(program)) < 0;
  }

  /** Serves a few requests from an empty SQLite database, and keeps the classes this needs. */
  private static void make(Path java, Path archive, List<String> others, String main)
      throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    int port = DatabaseServer.freePort();
    List<String> command =
        new ArrayList<>(
            List.of(java.toString(), "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off"));
    command.addAll(others);
    command.addAll(List.of(main, "serve"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Program.emptyDirectory().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .putAll(
            Map.of(
                "DATABASE_URL",
                "sqlite:./training.db",
                "HOST",
                "127.0.0.1",
                "PORT",
                Integer.toString(port),
                "AUTH_MODE",
                "anonymous"));
    Process process = builder.start();
    String address = "http://127.0.0.1:" + port;
    Await.until(
        START_LIMIT,
        "the program serves",
        () -> !process.isAlive() || status("GET", address + "/q/health/ready", "") == 200);
    status("PUT", address + "/v1/metadata/user:training/key", "{\"value\":1}");
    status("GET", address + "/v1/metadata/user:training/key", "");
    status("GET", address + "/v0.1/servers", "");
    process.destroy();
    process.waitFor();
  }

  private static int status(String method, String address, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0; // it does not listen yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
