package dev.cartulary.crypto;

import dev.cartulary.config.Secret;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as scrypt hashes (RFC 7914) with N=2^17, r=8, p=1, as OWASP recommends, a salt of 32
 * bytes and 64 bytes of output. The stored text is a PHC string, {@code
 * $scrypt$ln=17,r=8,p=1$salt$hash}; it holds the parameters, so that hashes of other strength still
 * verify.
 *
 * <p>One hash takes 128 MiB and a few tenths of a second. Two are computed at once, or one where
 * the memory is small, so that a flood of logins fills neither the memory nor the processors.
 */
public final class PasswordHash {

  private static final Cost OURS = new Cost(17, 8, 1);
  private static final int OUTPUT_BYTES = 64;
  private static final int SALT_BYTES = 32;
  private static final long ROOM_FOR_TWO = 400L << 20;
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final Pattern PHC =
      Pattern.compile(
          "\\$scrypt\\$ln=(1[0-9]|20),r=([0-9]{1,2}),p=([0-9])\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** Made on first use: the memory of the machine that builds the executable says nothing. */
  private static @Nullable Semaphore turns;

  private PasswordHash() {}

  /** What a hash costs: N is 2 to the power of {@code logN}. */
  private record Cost(int logN, int blockSize, int parallel) {

    byte[] hash(Secret password, byte[] salt, int bytes) {
      return SCrypt.generate(
          password.reveal().getBytes(StandardCharsets.UTF_8),
          salt,
          1 << logN,
          blockSize,
          parallel,
          bytes);
    }
  }

  /** A stored text, taken apart. */
  private record Parts(Cost cost, byte[] salt, byte[] hash) {

    static Optional<Parts> of(String stored) {
      Matcher phc = PHC.matcher(stored);
      return phc.matches()
          ? Optional.of(
              new Parts(
                  new Cost(
                      Integer.parseInt(phc.group(1)),
                      Integer.parseInt(phc.group(2)),
                      Integer.parseInt(phc.group(3))),
                  Base64.getDecoder().decode(phc.group(4)),
                  Base64.getDecoder().decode(phc.group(5))))
          : Optional.empty();
    }
  }

  /**
   * The text to store.
   *
   * @throws ProblemException too many requests, where too many hashes are being computed
   */
  public static String of(Secret password) {
    byte[] salt = AesGcm.random(SALT_BYTES);
    byte[] hash = inTurn(() -> OURS.hash(password, salt, OUTPUT_BYTES));
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$scrypt$ln=%d,r=%d,p=%d$%s$%s"
        .formatted(
            OURS.logN(),
            OURS.blockSize(),
            OURS.parallel(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  /**
   * Whether the stored text was made of this password.
   *
   * @throws ProblemException too many requests, where too many hashes are being computed
   */
  public static boolean matches(Secret password, String stored) {
    return Parts.of(stored)
        .filter(parts ->
            MessageDigest.isEqual(
                parts.hash(),
                inTurn(() -> parts.cost().hash(password, parts.salt(), parts.hash().length))))
        .isPresent();
  }

  /** Takes as long as {@link #matches}, for a user that does not exist. */
  public static void matchNothing(Secret password) {
    of(password);
  }

  /** Whether the stored text is weaker than what {@link #of} makes now. */
  public static boolean isOutdated(String stored) {
    return Parts.of(stored)
        .filter(parts ->
            parts.cost().logN() >= OURS.logN()
                && parts.cost().blockSize() >= OURS.blockSize()
                && parts.hash().length >= OUTPUT_BYTES)
        .isEmpty();
  }

  private static synchronized Semaphore turns() {
    if (turns == null) {
      turns = new Semaphore(Runtime.getRuntime().maxMemory() < ROOM_FOR_TWO ? 1 : 2, true);
    }
    return turns;
  }

  private static <T> T inTurn(Supplier<T> work) {
    Semaphore turns = turns();
    try {
      if (!turns.tryAcquire(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private static ProblemException busy() {
    return ProblemException.retryLater(
        ProblemType.TOO_MANY_REQUESTS,
        "Too many passwords are being checked; try again.",
        MOST_WAIT,
        null);
  }
}
