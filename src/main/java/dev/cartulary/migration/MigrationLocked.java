package dev.cartulary.migration;

/** Another process held the migration lock for longer than this one may wait. */
public final class MigrationLocked extends MigrationFailed {

  private static final long serialVersionUID = 1L;

  private final String holder;

  MigrationLocked(String outline, String holder) {
    super(outline);
    this.holder = holder;
  }

  @Override
  public String getMessage() {
    return super.getMessage() + " (the lock is held by " + holder + ").";
  }
}
