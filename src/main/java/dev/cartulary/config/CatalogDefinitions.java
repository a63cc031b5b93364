package dev.cartulary.config;

/** What is kept of entries that are gone. */
final class CatalogDefinitions {

  static final SettingDefinition CATALOG_WITHDRAWN_RETENTION =
      new SettingDefinition(
              "Catalog",
              Kind.span(60, 315_360_000L),
              "how long what a source or registry no longer has is kept and shown to mirrors as"
                  + " deleted")
          .yaml("catalog.withdrawnRetention")
          .or("30d");

  private CatalogDefinitions() {}
}
