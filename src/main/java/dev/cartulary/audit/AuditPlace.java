package dev.cartulary.audit;

import org.jspecify.annotations.Nullable;

/**
 * A place between two rows of a list. A list has two parts: the rows up to the one that was the
 * last when the list began, in the order of their numbers, and the recent ones: those that were not
 * sealed then, whether they are now or not, in the order of their ids. So none is given twice, and
 * none left out, where rows are sealed between two pages.
 *
 * @param end the number of the last row of the first part
 * @param sequence the number of the row in front of the place, where that is in the first part
 * @param id the id of the last recent row that was given; null where there was none yet
 */
record AuditPlace(long end, @Nullable Long sequence, @Nullable String id) {

  /** The beginning of a list. */
  static AuditPlace start(long end) {
    return new AuditPlace(end, null, null);
  }

  /** The place behind a row of the list. */
  AuditPlace after(AuditRow row) {
    return row.isSealed() && row.sequence() <= end
        ? new AuditPlace(end, row.sequence(), id)
        : new AuditPlace(end, sequence, row.eventId());
  }
}
