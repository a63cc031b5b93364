package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the tests of this run have seen of each fault, as a table in {@code target/faults.md}. */
public final class FaultTable {

  /**
   * One row.
   *
   * @param engine the database
   * @param fault what was broken
   * @param put the answer to a put during the fault, with its time
   * @param get the answer to a get during the fault, with its time
   * @param readiness what readiness said during the fault
   * @param back how long after the end of the fault a put succeeded
   * @param rest what was compared at the end
   */
  public record Row(
      TestEngine engine,
      String fault,
      String put,
      String get,
      String readiness,
      String back,
      String rest) {}

  private static final Path FILE = Path.of("target", "faults.md");
  private static final TreeSet<Row> ROWS =
      new TreeSet<>(Comparator.comparing(Row::engine).thenComparing(Row::fault));

  private FaultTable() {}

  /** Adds a row and writes the file anew. */
  public static synchronized void add(Row row) {
    ROWS.remove(row);
    ROWS.add(row);
    List<String> head =
        List.of(
            "| database | fault | put | get | readiness | back after | then |",
            "| --- | --- | --- | --- | --- | --- | --- |");
    Stream<String> body =
        ROWS.stream()
            .map(it ->
                "| %s | %s | %s | %s | %s | %s | %s |"
                    .formatted(
                        name(it.engine()),
                        it.fault(),
                        it.put(),
                        it.get(),
                        it.readiness(),
                        it.back(),
                        it.rest()));
    try {
      Files.write(FILE, Stream.concat(head.stream(), body).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A time as the table shows it. */
  public static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }

  private static String name(TestEngine engine) {
    return switch (engine) {
      case SQLITE -> "SQLite";
      case POSTGRESQL -> "PostgreSQL";
      case MARIADB -> "MariaDB";
      case MYSQL -> "MySQL";
    };
  }
}
