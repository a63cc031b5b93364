package dev.cartulary.crypto;

import com.password4j.ScryptFunction;
import dev.cartulary.config.Secret;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passwords as scrypt hashes (RFC 7914) with N=2^17, r=8, p=1, as OWASP recommends, a salt of 32
 * bytes and 64 bytes of output. The stored text holds the parameters, so that hashes of other
 * strength still verify.
 *
 * <p>One hash takes 128 MiB and a few tenths of a second. Two are computed at once, or one where
 * the memory is small, so that a flood of logins fills neither the memory nor the processors.
 */
public final class PasswordHash {

  private static final int WORK = 1 << 17;
  private static final int BLOCK = 8;
  private static final int PARALLEL = 1;
  private static final int OUTPUT_BYTES = 64;
  private static final int SALT_BYTES = 32;
  private static final long ROOM_FOR_TWO = 400L << 20;
  private static final Duration MOST_WAIT = Duration.ofSeconds(10);

  /** Made on first use: the memory of the machine that builds the executable says nothing. */
  private static @Nullable Semaphore turns;

  private PasswordHash() {}

  /**
   * The text to store.
   *
   * @throws ProblemException too many requests, where too many hashes are being computed
   */
  public static String of(Secret password) {
    return inTurn(() -> ours().hash(bytes(password), random()).getResult());
  }

  /**
   * Whether the stored text was made of this password.
   *
   * @throws ProblemException too many requests, where too many hashes are being computed
   */
  public static boolean matches(Secret password, String stored) {
    return inTurn(() -> {
      ScryptFunction function = ScryptFunction.getInstanceFromHash(stored);
      return function.check(bytes(password), stored.getBytes(StandardCharsets.UTF_8));
    });
  }

  /** Takes as long as {@link #matches}, for a user that does not exist. */
  public static void matchNothing(Secret password) {
    of(password);
  }

  /** Whether the stored text is weaker than what {@link #of} makes now. */
  public static boolean isOutdated(String stored) {
    ScryptFunction function = ScryptFunction.getInstanceFromHash(stored);
    return function.getWorkFactor() < WORK
        || function.getResources() < BLOCK
        || function.getDerivedKeyLength() < OUTPUT_BYTES;
  }

  private static ScryptFunction ours() {
    return ScryptFunction.getInstance(WORK, BLOCK, PARALLEL, OUTPUT_BYTES);
  }

  private static byte[] random() {
    // As text, because the library's own texts hold a salt of text.
    return HexFormat.of().formatHex(AesGcm.random(SALT_BYTES)).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(Secret password) {
    return password.reveal().getBytes(StandardCharsets.UTF_8);
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
