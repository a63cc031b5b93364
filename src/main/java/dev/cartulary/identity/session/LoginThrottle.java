package dev.cartulary.identity.session;

import dev.cartulary.access.Origin;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.http.proxy.ClientConnection;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Slows down guessing, at logins and where a change of password asks for the current one. After
 * {@value #FREE} failures with one username from one address, that address waits before it may try
 * this name again: 30 seconds, then twice as long after each further failure, up to 15 minutes.
 * Other addresses do not wait, so nobody can lock a user out; and a name that does not exist is
 * treated like one that does. An address is an IPv4 address or the /64 network of an IPv6 address,
 * all of which one host has.
 *
 * <p>A try counts as a failure before the password is looked at, and the count is taken back where
 * it was right: else all tries of a burst would pass before the first failed.
 */
@ApplicationScoped
public class LoginThrottle {

  /** After this long without a failure the count starts again. */
  static final Duration MEMORY = Duration.ofHours(24);

  private static final int FREE = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 10;

  /** More than can be at work on one name from one address at once. */
  private static final int MOST_RACES = 20;

  private final LoginAttemptRepository attempts;
  private final IdentityChange changes;

  LoginThrottle(LoginAttemptRepository attempts, IdentityChange changes) {
    this.attempts = attempts;
    this.changes = changes;
  }

  /**
   * Checks whether a try would be admitted, and counts nothing.
   *
   * @throws ProblemException too many requests, while the address has to wait
   */
  public void admit(String username, Origin origin) {
    attempts.read(id(username, origin)).ifPresent(LoginThrottle::refuseEarly);
  }

  /**
   * Admits a try and counts it as a failure. Not to be called inside a transaction.
   *
   * @throws ProblemException too many requests, while the address has to wait
   */
  public void count(String username, Origin origin) {
    String id = id(username, origin);
    for (int race = 0; race < MOST_RACES; race++) {
      if (isCounted(id)) {
        return;
      }
    }
    throw tooMany(FIRST_WAIT);
  }

  /** False where somebody else counted a try at the same time. */
  private boolean isCounted(String id) {
    try {
      return changes.call(() -> {
        Instant now = InstantMicros.now();
        Optional<LoginAttemptEntity> before = attempts.read(id);
        if (before.isEmpty()) {
          attempts.add(id, now);
          return true;
        }
        refuseEarly(before.get());
        boolean forgotten = before.get().lastFailedAt().isBefore(now.minus(MEMORY));
        return attempts.count(before.get(), forgotten ? 1 : before.get().failures() + 1, now);
      });
    } catch (RuntimeException failure) {
      if (SqlErrors.isUniqueViolation(failure)) {
        return false; // two first tries at once
      }
      throw failure;
    }
  }

  private static void refuseEarly(LoginAttemptEntity attempt) {
    Duration wait = wait(attempt);
    if (!wait.isNegative() && !wait.isZero()) {
      throw tooMany(wait.plusSeconds(1));
    }
  }

  private static ProblemException tooMany(Duration retryAfter) {
    return ProblemException.retryLater(
        ProblemType.TOO_MANY_REQUESTS,
        "Too many wrong passwords for this username from this address; wait before the next.",
        retryAfter,
        null);
  }

  private static Duration wait(LoginAttemptEntity attempt) {
    if (attempt.failures() < FREE) {
      return Duration.ZERO;
    }
    Duration wait =
        FIRST_WAIT.multipliedBy(1L << Math.min(attempt.failures() - FREE, MOST_DOUBLINGS));
    Instant until =
        attempt.lastFailedAt().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    return Duration.between(Instant.now(), until);
  }

  /** Forgets the failures; in a transaction. */
  public void succeeded(String username, Origin origin) {
    attempts.forget(id(username, origin));
  }

  private static String id(String username, Origin origin) {
    String address = origin.address();
    return RandomToken.hash(
        "login\n"
            + username
            + "\n"
            + (address == null ? "" : new ClientConnection(address, false).network()));
  }
}
