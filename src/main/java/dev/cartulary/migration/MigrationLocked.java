package dev.cartulary.migration;

/** Another process held the migration lock for longer than this one may wait. */
public final class MigrationLocked extends MigrationFailed {

  private static final long serialVersionUID = 1L;

  MigrationLocked(String message) {
    super(message);
  }
}
