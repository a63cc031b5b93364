package dev.cartulary.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What values a setting takes. */
public sealed interface Kind {

  /** One of these words. */
  static Kind choice(String... words) {
    return new Choice(List.of(words));
  }

  /** A duration between these, in seconds. */
  static Kind span(long fromSeconds, long toSeconds) {
    return new Span(Duration.ofSeconds(fromSeconds), Duration.ofSeconds(toSeconds));
  }

  /** What is wrong with the value, as a clause; empty when nothing is. */
  Optional<String> problem(String value);

  /** What to do about a wrong value, as a sentence; empty where the kind knows nothing of it. */
  default Optional<String> advice(String value) {
    return Optional.empty();
  }

  /**
   * The values it takes, for the reference page and for messages: "a whole number from 1 to 10".
   */
  String range();

  /** Any text. */
  record Text() implements Kind {
    @Override
    public Optional<String> problem(String value) {
      return value.indexOf('\0') < 0 ? Optional.empty() : Optional.of("it holds a NUL character");
    }

    @Override
    public String range() {
      return "text";
    }
  }

  /** The path of a file; a relative one starts at the working directory. */
  record FilePath() implements Kind {
    @Override
    public Optional<String> problem(String value) {
      boolean path = !value.isBlank() && value.indexOf('\0') < 0;
      return path ? Optional.empty() : Optional.of("it must be " + range());
    }

    @Override
    public String range() {
      return "the path of a file";
    }
  }

  /** A whole number, bounds included. */
  record Whole(int from, int to) implements Kind {
    @Override
    public Optional<String> problem(String value) {
      return parse(value).isPresent() ? Optional.empty() : Optional.of("it must be " + range());
    }

    Optional<Integer> parse(String value) {
      if (!value.strip().matches("[0-9]{1,9}")) {
        return Optional.empty();
      }
      int number = Integer.parseInt(value.strip());
      return number >= from && number <= to ? Optional.of(number) : Optional.empty();
    }

    @Override
    public String range() {
      return "a whole number from " + from + " to " + to;
    }
  }

  /** A length of time, bounds included. */
  record Span(Duration from, Duration to) implements Kind {
    @Override
    public Optional<String> problem(String value) {
      return parse(value).isPresent() ? Optional.empty() : Optional.of("it must be " + range());
    }

    Optional<Duration> parse(String value) {
      return DurationText.parse(value)
          .filter(span -> span.compareTo(from) >= 0 && span.compareTo(to) <= 0);
    }

    @Override
    public String range() {
      return "a duration from "
          + DurationText.of(from)
          + " to "
          + DurationText.of(to)
          + " (such as 30s, 5m, 1h30m, or a plain number of seconds)";
    }
  }

  /** A number of bytes, bounds included: {@code 16M}, {@code 512K}, or plain bytes. */
  record Size(int from, int to) implements Kind {

    private static final List<String> UNITS = List.of("", "K", "M", "G");
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([KMG]?)");

    @Override
    public Optional<String> problem(String value) {
      return parse(value).isPresent() ? Optional.empty() : Optional.of("it must be " + range());
    }

    Optional<Integer> parse(String value) {
      Matcher matcher = FORM.matcher(value.strip().toUpperCase(Locale.ROOT));
      if (!matcher.matches()) {
        return Optional.empty();
      }
      long bytes = Long.parseLong(matcher.group(1)) << (10 * UNITS.indexOf(matcher.group(2)));
      return bytes >= from && bytes <= to ? Optional.of((int) bytes) : Optional.empty();
    }

    private static String text(int bytes) {
      if (bytes == 0) {
        return "0";
      }
      int unit = Math.min(Integer.numberOfTrailingZeros(bytes) / 10, UNITS.size() - 1);
      return (bytes >> (10 * unit)) + UNITS.get(unit);
    }

    @Override
    public String range() {
      return "a size from " + text(from) + " to " + text(to) + " (such as 16M, 512K, or bytes)";
    }
  }

  /** A key of 256 bits. */
  record Key() implements Kind {
    @Override
    public Optional<String> problem(String value) {
      Optional<byte[]> key = KeyText.bytes(value);
      return key.isEmpty()
          ? Optional.of("it must be " + range())
          : key.filter(it -> !KeyText.isRandom(it)).map(it -> KeyText.NOT_RANDOM);
    }

    @Override
    public Optional<String> advice(String value) {
      return Optional.of(
          KeyText.bytes(value).isPresent() ? KeyText.INSTEAD : "Make one with: " + KeyText.EXAMPLE);
    }

    @Override
    public String range() {
      return KeyText.FORMS;
    }
  }

  /** One of a few words; upper and lower case are the same. */
  record Choice(List<String> words) implements Kind {
    @Override
    public Optional<String> problem(String value) {
      return parse(value).isPresent() ? Optional.empty() : Optional.of("it must be " + range());
    }

    Optional<String> parse(String value) {
      return Optional.of(value.strip().toLowerCase(Locale.ROOT)).filter(words::contains);
    }

    @Override
    public Optional<String> advice(String value) {
      return Nearest.to(value, words).map(word -> "Did you mean \"" + word + "\"?");
    }

    @Override
    public String range() {
      return "one of " + String.join(", ", words);
    }
  }
}
