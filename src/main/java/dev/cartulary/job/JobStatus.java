package dev.cartulary.job;

import java.util.List;
import java.util.Locale;

/** How a job stands. */
enum JobStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** The words of those that have not ended. */
  static final List<String> OPEN = List.of(QUEUED.word(), RUNNING.word());

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
