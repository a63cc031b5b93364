package dev.cartulary.token;

import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's claim to own a domain: the time, signed with the key that the domain publishes.
 *
 * @param domain in lower case
 * @param timestamp as it was signed
 */
record DomainProof(String domain, String timestamp, byte[] signature) {

  /** The time may be off by this much; so long can a proof be repeated by whoever saw it. */
  static final Duration TOLERANCE = Duration.ofSeconds(15);

  private static final int LONGEST_DOMAIN = 253;
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

  /**
   * At least two labels, of which the last begins with a letter: neither localhost nor an address
   * in any of its forms (RFC 1123, 2.1), which URLs take for none.
   */
  private static final Pattern DOMAIN = Pattern.compile("(?:" + LABEL + "\\.)+(?=[a-z])" + LABEL);

  private static final Pattern SIGNATURE = Pattern.compile("(?:[0-9a-fA-F]{2}){1,128}");

  /**
   * Judges the parts of a request, not yet the signature.
   *
   * @throws ProblemException invalid credentials, with what is wrong by its member
   */
  static DomainProof of(
      @Nullable String domain,
      @Nullable String timestamp,
      @Nullable String signature,
      Clock clock) {
    List<FieldError> errors = new ArrayList<>();
    String name = String.valueOf(domain).toLowerCase(Locale.ROOT);
    if (domain == null || name.length() > LONGEST_DOMAIN || !DOMAIN.matcher(name).matches()) {
      errors.add(FieldError.ofBody("domain", "It must be a domain such as example.com.", domain));
    }
    if (timestamp == null || !isNear(timestamp, clock.instant())) {
      errors.add(
          FieldError.ofBody(
              "timestamp",
              "It must be the present time in RFC 3339, such as 2026-01-31T12:00:00Z, at most "
                  + TOLERANCE.toSeconds()
                  + " seconds off. Is the clock right?",
              timestamp));
    }
    if (signature == null || !SIGNATURE.matcher(signature).matches()) {
      errors.add(
          FieldError.ofBody(
              "signed_timestamp",
              "It must be the signature of the timestamp in hexadecimal digits.",
              null));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.naming(
          ProblemType.INVALID_CREDENTIALS,
          errors.get(0).field() + ": " + errors.get(0).message(),
          errors,
          null);
    }
    return new DomainProof(
        name, String.valueOf(timestamp), HexFormat.of().parseHex(String.valueOf(signature)));
  }

  private static boolean isNear(String timestamp, Instant now) {
    try {
      Instant signed = OffsetDateTime.parse(timestamp).toInstant();
      return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  boolean isSignedWith(ProofKey key) {
    return key.made(signature, timestamp.getBytes(StandardCharsets.UTF_8));
  }

  /** The domain from its end, as names of entries begin: {@code com.example}. */
  String namespace() {
    List<String> labels = Arrays.asList(domain.split("\\.", -1));
    Collections.reverse(labels);
    return String.join(".", labels);
  }
}
