package dev.cartulary.source.format;

import java.util.Locale;

/** The kinds of entries that a catalog file can hold. */
public enum EntryType {
  SERVER("servers", "server"),
  SKILL("skills", "skill"),
  PLUGIN("plugins", "plugin");

  private final String member;
  private final String schema;

  EntryType(String member, String schema) {
    this.member = member;
    this.schema = schema;
  }

  /** The member of a catalog's {@code data} that lists entries of this type. */
  String member() {
    return member;
  }

  /** The stem of the schema's file name under {@code schemas/}. */
  String schema() {
    return schema;
  }

  /** How the type is stored: {@code server}, {@code skill} or {@code plugin}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
