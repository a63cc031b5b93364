package dev.cartulary.job;

import dev.cartulary.access.Permission;

/** What jobs of one kind do. Each bean of this type is one kind. */
public interface JobWork {

  /** The kind, {@code sync}: at most 32 letters. */
  String kind();

  /** Who may ask for such jobs, see and cancel them. */
  Permission permission();

  /**
   * Does it, and watches for the wish to end it in {@link JobProgress#at}.
   *
   * @return how it went, for a person
   * @throws JobFailed where it did not
   */
  String run(String target, JobProgress progress) throws JobFailed;
}
