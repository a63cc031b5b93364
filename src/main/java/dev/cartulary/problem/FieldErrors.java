package dev.cartulary.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with the parts of a request. Of more than {@value #MOST} the rest is only counted:
 * a request of a few MiB could have millions, and its answer be many times as large.
 */
public final class FieldErrors {

  /** How many are shown. */
  public static final int MOST = 100;

  private final List<FieldError> first = new ArrayList<>();
  private int count;

  /** Notes that a part is wrong. */
  public void add(String field, String message) {
    if (first.size() < MOST) {
      first.add(new FieldError(field, message));
    }
    count++;
  }

  /** How many there are, shown or not. */
  public int count() {
    return count;
  }

  /** Whether this part is among those that are shown. */
  public boolean name(String field) {
    return first.stream().anyMatch(error -> error.field().equals(field));
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException an invalid request that names the parts that are wrong
   */
  public void finish() {
    if (count > first.size()) {
      first.add(new FieldError("body", "has " + (count - first.size()) + " more wrong parts"));
    }
    if (!first.isEmpty()) {
      throw ProblemException.invalid(first);
    }
  }
}
