package dev.cartulary.testing;

/** What the tests have seen of each promotion, in {@code target/promotions.md}. */
public final class PromotionTable {

  private static final SeenTable TABLE =
      new SeenTable(
          "promotions.md",
          "database",
          "event",
          "writes acknowledged",
          "lost",
          "refused",
          "outcome unknown",
          "without service",
          "of that after the promotion");

  private PromotionTable() {}

  /**
   * Adds a row to the file, in place of an earlier one of the same database and event, and prints
   * it.
   *
   * @param database the product and what confirms a commit
   * @param event what happened to the primary
   */
  public static void add(String database, String event, PromotionRun.Outcome seen) {
    System.out.println(
        TABLE.add(
            database,
            event,
            Long.toString(seen.acknowledged()),
            Long.toString(seen.lost().size()),
            Long.toString(seen.refused()),
            Long.toString(seen.unknown()),
            FaultTable.seconds(seen.withoutService()),
            FaultTable.seconds(seen.afterPromotion())));
  }
}
