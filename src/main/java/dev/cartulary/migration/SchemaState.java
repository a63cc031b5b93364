package dev.cartulary.migration;

/** Where the schema as a whole stands, seen from this program. */
public enum SchemaState {
  /** Every step of this program is applied, and no other. */
  CURRENT,
  /** Some steps are applied, later ones are pending. */
  BEHIND,
  /** No step is applied. */
  EMPTY,
  /** Steps are pending and another process holds the migration lock: it is at work. */
  LOCKED,
  /** A newer program has applied steps that this one does not know. Requests are served. */
  AHEAD,
  /** A step failed half-way and waits for {@code cartulary migrate repair}. */
  FAILED;

  /** True where requests can be served on this schema. */
  public boolean usable() {
    return this == CURRENT || this == AHEAD;
  }
}
