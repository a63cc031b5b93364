package dev.cartulary.migration;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the schema's status.
 *
 * @param version the step's number
 * @param name the step in words
 * @param state where it stands
 * @param appliedAt when it was applied, to the second; empty for a pending step
 */
public record StepStatus(int version, String name, StepState state, Optional<Instant> appliedAt) {

  /** For people: {@code 2 Create registry}. */
  public String title() {
    return version + " " + name;
  }
}
