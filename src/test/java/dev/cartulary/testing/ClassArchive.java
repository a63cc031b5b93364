package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The classes of the JVM build, made ready by one run of it (class data sharing): the suites start
 * the program hundreds of times, and each start then takes a third less.
 */
final class ClassArchive {

  private ClassArchive() {}

  /**
   * The options that make a JVM use the archive of the program; none where this JVM makes no such
   * archive.
   */
  static List<String> options(Path java, Path program) {
    Path archive = Path.of("target", "test-classes-" + Runtime.version().feature() + ".jsa");
    try {
      if (isOlder(archive, program)) {
        make(java, program, archive.toAbsolutePath());
      }
      return Files.exists(archive)
          ? List.of("-XX:SharedArchiveFile=" + archive.toAbsolutePath(), "-Xlog:cds=off")
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static boolean isOlder(Path archive, Path program) throws IOException {
    return !Files.exists(archive)
        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(program)) < 0;
  }

  private static void make(Path java, Path program, Path archive)
      throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    ProcessBuilder builder =
        new ProcessBuilder(
                java.toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Xlog:cds=off",
                "-jar",
                program.toString(),
                "migrate",
                "up")
            .directory(Program.emptyDirectory().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(Map.of("DATABASE_URL", "sqlite::memory:"));
    builder.start().waitFor();
  }
}
