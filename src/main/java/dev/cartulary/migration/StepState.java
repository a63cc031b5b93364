package dev.cartulary.migration;

/** Where one step of the schema stands. */
public enum StepState {
  /** The step is in the database. */
  APPLIED,
  /** The step is in this program and not yet in the database. */
  PENDING,
  /** The step failed half-way, on an engine that cannot take back what was done. */
  FAILED,
  /** The step is in the database, applied by a newer program than this one. */
  UNKNOWN
}
