package dev.cartulary.config;

/** How metadata is encrypted, and how much of it one owner may have. */
final class MetadataDefinitions {

  static final SettingDefinition ENCRYPTION_KEY =
      encryption(
              new Kind.Key(),
              "the master key of encrypted values; by default derived from the database URL")
          .yaml("encryption.key")
          .hidden();

  static final SettingDefinition ENCRYPTION_KEY_FILE =
      encryption(new Kind.FilePath(), "a file that holds the master key")
          .yaml("encryption.keyFile");

  static final SettingDefinition METADATA_ENCRYPTED_KEYS =
      metadata(
              new Kind.Text(),
              "metadata keys whose values are always encrypted: patterns with *, separated by"
                  + " commas")
          .yaml("metadata.encryptedKeys")
          .or("*.secret,*_secret,*.password,*_password");

  static final SettingDefinition METADATA_QUOTA_ITEMS =
      metadata(
              new Kind.Whole(0, 10_000_000),
              "how many metadata items one owner has at most; 0 for no limit")
          .yaml("metadataQuota.items")
          .or("100000");

  static final SettingDefinition METADATA_QUOTA_SIZE =
      metadata(
              new Kind.Size(0, 1 << 30),
              "how many bytes one owner's values have at most; 0 for no limit")
          .yaml("metadataQuota.size")
          .or("1G");

  private MetadataDefinitions() {}

  private static SettingDefinition encryption(Kind kind, String description) {
    return new SettingDefinition("Encryption", kind, description);
  }

  private static SettingDefinition metadata(Kind kind, String description) {
    return new SettingDefinition("Metadata", kind, description);
  }
}
