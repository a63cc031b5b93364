package dev.cartulary.http;

import dev.cartulary.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads the texts of a request. */
public final class RequestText {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private RequestText() {}

  /** Whether this can be the id of anything; not every engine can even look for other texts. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Whether every engine stores and compares it: no control character and no half of a pair. */
  public static boolean isPrintable(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  /** Whether every engine can compare the text: PostgreSQL takes no NUL and no half of a pair. */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  /**
   * The text itself.
   *
   * @throws ProblemException when no engine could hold it
   */
  public static String storable(String field, String text) {
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
  public static Instant instant(String text) {
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
