package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the tests of this run have seen of each promotion, in {@code target/promotions.md}. */
public final class PromotionTable {

  private static final Path FILE = Path.of("target", "promotions.md");
  private static final TreeMap<String, String> ROWS = new TreeMap<>();

  private PromotionTable() {}

  /**
   * Adds a row, prints it and writes the file anew.
   *
   * @param database the product and what confirms a commit
   * @param event what happened to the primary
   */
  public static synchronized void add(String database, String event, PromotionRun.Outcome seen) {
    String row =
        "| %s | %s | %d | %d | %d | %d | %s | %s |"
            .formatted(
                database,
                event,
                seen.acknowledged(),
                seen.lost().size(),
                seen.refused(),
                seen.unknown(),
                FaultTable.seconds(seen.withoutService()),
                FaultTable.seconds(seen.afterPromotion()));
    System.out.println(row);
    ROWS.put(database + event, row);
    Stream<String> head =
        Stream.of(
            "| database | event | writes acknowledged | lost | refused | outcome unknown | without"
                + " service | of that after the promotion |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |");
    try {
      Files.write(FILE, Stream.concat(head, ROWS.values().stream()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
