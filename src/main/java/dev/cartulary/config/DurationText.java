package dev.cartulary.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 300} (seconds), {@code 250ms}, {@code 30s}, {@code 5m},
 * {@code 1h30m}, {@code 2d}.
 */
public final class DurationText {
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,9}");
  private static final Pattern PARTS = Pattern.compile("(?:[0-9]{1,9}(?:ms|s|m|h|d))+");
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private DurationText() {}

  /** The duration, or empty when the text is none. */
  public static Optional<Duration> parse(String text) {
    String stripped = text.strip();
    if (PLAIN.matcher(stripped).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(stripped)));
    }
    if (stripped.length() > 64 || !PARTS.matcher(stripped).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(stripped);
    while (part.find()) {
      sum = sum.plus(part(Long.parseLong(part.group(1)), part.group(2)));
    }
    return Optional.of(sum);
  }

  private static Duration part(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** The duration in the form that {@link #parse} reads. */
  public static String of(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
