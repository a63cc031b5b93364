package dev.cartulary.crypto;

import dev.cartulary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as Argon2id hashes (RFC 9106) with 19 MiB, two passes and one lane, the first of
 * OWASP's choices. The stored text is a PHC string, {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}; it holds the parameters, so that hashes of other
 * strength still verify, and so do the scrypt hashes (RFC 7914) of former builds.
 *
 * <p>What a stored text may ask for is bounded, since whoever writes into the database writes it:
 * 64 MiB for Argon2id, 128 MiB for scrypt, and one scrypt hash at a time. How many are computed at
 * once is the caller's concern.
 */
public final class PasswordHash {

  private static final Argon2id.Cost OURS = new Argon2id.Cost(19_456, 2, 1);
  private static final int OUTPUT_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int MOST_KIBIBYTES = 64 << 10;
  private static final int LEAST_KIBIBYTES_PER_LANE = 8;

  /** Long enough that a burst pays for its memory once. */
  private static final Duration QUIET = Duration.ofSeconds(20);

  private static final WorkMemory MEMORY = new WorkMemory(OURS.words(), QUIET);
  private static final Object ONE_SCRYPT = new Object();

  private static final String SALT_AND_HASH =
      "\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<hash>[A-Za-z0-9+/]{22,86})";
  private static final Pattern ARGON2ID =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(?<m>[0-9]{1,5}),t=(?<t>[1-9]|10),p=(?<p>[1-4])" + SALT_AND_HASH);
  private static final Pattern SCRYPT =
      Pattern.compile("\\$scrypt\\$ln=(?<ln>1[0-7]),r=(?<r>[1-8]),p=(?<p>[1-4])" + SALT_AND_HASH);

  private PasswordHash() {}

  /**
   * What came of a password.
   *
   * @param matches whether the stored text was made of it
   * @param replacement what to store instead, where the stored text matches and is weaker than what
   *     is made now
   */
  public record Verdict(boolean matches, Optional<String> replacement) {}

  /** The text to store. */
  public static String of(Secret password) {
    byte[] salt = AesGcm.random(SALT_BYTES);
    byte[] hash = argon2id(password, salt, OURS, OUTPUT_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + OURS.kibibytes()
        + ",t="
        + OURS.passes()
        + ",p="
        + OURS.lanes()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private static byte[] argon2id(Secret password, byte[] salt, Argon2id.Cost cost, int bytes) {
    return MEMORY.lend(
        cost.words(), memory -> Argon2id.hash(utf8(password), salt, cost, bytes, memory));
  }

  /**
   * Whether the stored text was made of this password, and what is to replace it.
   *
   * @param stored null for a user that does not exist, which takes as long
   */
  public static Verdict verify(Secret password, @Nullable String stored) {
    if (stored == null) {
      of(password);
      return new Verdict(false, Optional.empty());
    }
    boolean matches = matches(password, stored);
    return new Verdict(
        matches, matches && isOutdated(stored) ? Optional.of(of(password)) : Optional.empty());
  }

  /** Whether the stored text was made of this password. */
  public static boolean matches(Secret password, String stored) {
    return parts(stored)
        .filter(parts -> MessageDigest.isEqual(parts.hash(), parts.computed(password)))
        .isPresent();
  }

  /** Whether the stored text is weaker than what {@link #of} makes now. */
  static boolean isOutdated(String stored) {
    return parts(stored).filter(Parts::isStrong).isEmpty();
  }

  private static Optional<Parts> parts(String stored) {
    try {
      Matcher argon2id = ARGON2ID.matcher(stored);
      if (argon2id.matches()) {
        return Argon2idParts.of(argon2id);
      }
      Matcher scrypt = SCRYPT.matcher(stored);
      return scrypt.matches() ? Optional.of(ScryptParts.of(scrypt)) : Optional.empty();
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static int number(Matcher phc, String name) {
    return Integer.parseInt(phc.group(name));
  }

  private static byte[] bytes(Matcher phc, String name) {
    return Base64.getDecoder().decode(phc.group(name));
  }

  private static byte[] utf8(Secret password) {
    return password.reveal().getBytes(StandardCharsets.UTF_8);
  }

  /** A stored text, taken apart. */
  private sealed interface Parts {

    byte[] hash();

    /** The hash of this password at the cost and with the salt of the text. */
    byte[] computed(Secret password);

    boolean isStrong();
  }

  private record Argon2idParts(Argon2id.Cost cost, byte[] salt, byte[] hash) implements Parts {

    static Optional<Parts> of(Matcher phc) {
      Argon2id.Cost cost = new Argon2id.Cost(number(phc, "m"), number(phc, "t"), number(phc, "p"));
      return cost.kibibytes() > MOST_KIBIBYTES
              || cost.kibibytes() < LEAST_KIBIBYTES_PER_LANE * cost.lanes()
          ? Optional.empty()
          : Optional.of(new Argon2idParts(cost, bytes(phc, "salt"), bytes(phc, "hash")));
    }

    @Override
    public byte[] computed(Secret password) {
      return argon2id(password, salt, cost, hash.length);
    }

    @Override
    public boolean isStrong() {
      return cost.kibibytes() >= OURS.kibibytes()
          && cost.passes() >= OURS.passes()
          && hash.length >= OUTPUT_BYTES;
    }
  }

  private record ScryptParts(int logN, int blockSize, int parallel, byte[] salt, byte[] hash)
      implements Parts {

    static Parts of(Matcher phc) {
      return new ScryptParts(
          number(phc, "ln"),
          number(phc, "r"),
          number(phc, "p"),
          bytes(phc, "salt"),
          bytes(phc, "hash"));
    }

    @Override
    public byte[] computed(Secret password) {
      synchronized (ONE_SCRYPT) {
        try {
          return SCrypt.generate(utf8(password), salt, 1 << logN, blockSize, parallel, hash.length);
        } finally {
          MEMORY.collectLater();
        }
      }
    }

    @Override
    public boolean isStrong() {
      return false;
    }
  }
}
