package dev.cartulary.database;

import java.util.List;

/** The tables of Cartulary's schema, in an order in which rows can be inserted. */
public final class Tables {

  /** Every table but the migration history. */
  public static final List<String> OURS =
      List.of("metadata", "source_lock", "source", "registry", "registry_source", "entry");

  private Tables() {}
}
