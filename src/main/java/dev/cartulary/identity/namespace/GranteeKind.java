package dev.cartulary.identity.namespace;

import java.util.Locale;

/** Whom a namespace can be granted to. */
enum GranteeKind {
  /** A user, by id. */
  USER,
  /** A team, by id. */
  TEAM,
  /** Whoever's token has a claim with a value, {@code groups=release}. */
  CLAIM;

  /** The word for it in requests and rows, {@code user}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
