package dev.cartulary.testing;

import java.time.Duration;

/** What the tests have seen of each fault, as a table in {@code target/faults.md}. */
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

  private static final SeenTable TABLE =
      new SeenTable(
          "faults.md", "database", "fault", "put", "get", "readiness", "back after", "then");

  private FaultTable() {}

  /** Adds a row to the file, in place of an earlier one of the same database and fault. */
  public static void add(Row row) {
    TABLE.add(
        name(row.engine()),
        row.fault(),
        row.put(),
        row.get(),
        row.readiness(),
        row.back(),
        row.rest());
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
