package dev.cartulary.config;

/** What sources may read, and what is kept of entries that are gone, and of answers. */
final class CatalogDefinitions {

  static final SettingDefinition CATALOG_WITHDRAWN_RETENTION =
      new SettingDefinition(
              "Catalog",
              Kind.span(60, 315_360_000L),
              "how long what a source or registry no longer has is kept and shown to mirrors as"
                  + " deleted")
          .yaml("catalog.withdrawnRetention")
          .or("30d");

  static final SettingDefinition CATALOG_FILE_FOLDERS =
      new SettingDefinition(
              "Catalog",
              new Kind.Text(),
              "folders whose files sources that are made over the API may read, separated by commas;"
                  + " without it, none")
          .yaml("catalog.fileFolders");

  static final SettingDefinition CATALOG_SECRET_FOLDERS =
      new SettingDefinition(
              "Catalog",
              new Kind.Text(),
              "folders of the credentials that sources which are made over the API may send,"
                  + " separated by commas; without it, none")
          .yaml("catalog.secretFolders");

  static final SettingDefinition CATALOG_PRIVATE_NETWORK =
      new SettingDefinition(
              "Catalog",
              Kind.choice("true", "false"),
              "whether sources that are made over the API may say allowPrivateNetwork")
          .yaml("catalog.privateNetwork")
          .or("false");

  static final SettingDefinition CATALOG_ANSWERS_SIZE =
      new SettingDefinition(
              "Catalog",
              new Kind.Size(0, 1 << 30),
              "how many bytes of finished answers of the registry API are kept in memory; 0 for"
                  + " none")
          .yaml("catalog.answersSize")
          .or("16M");

  private CatalogDefinitions() {}
}
