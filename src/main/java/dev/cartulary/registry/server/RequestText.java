package dev.cartulary.registry.server;

import dev.cartulary.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads the texts of a request. */
final class RequestText {

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private RequestText() {}

  /** Whether every engine can compare the text: PostgreSQL takes no NUL and no half of a pair. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  /**
   * The text itself.
   *
   * @throws ProblemException when no engine could hold it
   */
  static String storable(String field, String text) {
    if (!isStorable(text)) {
      throw ProblemException.invalid(
          field, "It holds a NUL character or half of a surrogate pair.");
    }
    return text;
  }

  /**
   * A point in time in RFC 3339.
   *
   * @throws IllegalArgumentException when it is none, or not in the years 0 to 9999
   */
  static Instant instant(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw new IllegalArgumentException(text);
      }
      return instant;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
