package dev.cartulary.source.format;

import java.util.Locale;

/** The kinds of entries that a catalog file can hold. */
public enum EntryType {
  SERVER("servers"),
  SKILL("skills"),
  PLUGIN("plugins");

  private final String member;

  EntryType(String member) {
    this.member = member;
  }

  /** The member of a catalog's {@code data} that lists entries of this type. */
  String member() {
    return member;
  }

  /** How the type is stored: {@code server}, {@code skill} or {@code plugin}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
