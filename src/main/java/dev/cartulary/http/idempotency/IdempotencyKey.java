package dev.cartulary.http.idempotency;

import dev.cartulary.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a client gives to one request and to its repetitions
 * (draft-ietf-httpapi-idempotency-key-header, 2.1).
 *
 * @param text 1 to 255 printable ASCII characters, without the quotes of the header
 */
public record IdempotencyKey(String text) {

  /** The request header. */
  public static final String HEADER = "Idempotency-Key";

  /**
   * The OpenAPI extension, of any value, of an operation that {@link IdempotentRequests} carries
   * out. The description has the header in its place ({@link IdempotencyDescription}).
   */
  public static final String MARKER = "x-idempotency-key";

  private static final int MAX_LENGTH = 255;
  private static final String FIX =
      "write 1 to "
          + MAX_LENGTH
          + " printable ASCII characters, for example a new UUID, in double quotes or without";

  /** A String of RFC 8941, 3.3.3. */
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*)\"");

  /** What many clients send instead. */
  private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x7E][\\x20-\\x7E]*");

  /**
   * The key of a request. The quoted and the bare form of one text are the same key.
   *
   * @param lines the header's values as they came
   * @return empty where the request has no such header
   * @throws ProblemException an invalid request that names the header, where it is given more than
   *     once, empty, too long, or has other characters
   */
  static Optional<IdempotencyKey> parse(List<String> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (lines.size() > 1) {
      throw ProblemException.invalid(
          HEADER, "is given %d times; send it once".formatted(lines.size()));
    }
    String line = lines.get(0).strip();
    Matcher quoted = QUOTED.matcher(line);
    if (!quoted.matches() && !BARE.matcher(line).matches()) {
      throw ProblemException.invalid(HEADER, FIX);
    }
    String text = quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : line;
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw ProblemException.invalid(HEADER, "has %d characters; %s".formatted(text.length(), FIX));
    }
    return Optional.of(new IdempotencyKey(text));
  }

  /** Without the key: who knows it and reads the database could test guesses of what was sent. */
  @Override
  public String toString() {
    return HEADER;
  }
}
