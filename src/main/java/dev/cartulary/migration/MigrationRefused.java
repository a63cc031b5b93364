package dev.cartulary.migration;

/** A migration command that would destroy what this program does not know. Nothing was changed. */
public final class MigrationRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MigrationRefused(String message) {
    super(message);
  }
}
