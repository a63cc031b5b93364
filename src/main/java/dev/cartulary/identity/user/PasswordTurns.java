package dev.cartulary.identity.user;

import dev.cartulary.access.Origin;
import dev.cartulary.http.proxy.ClientConnection;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets two passwords be worked on at once, since each takes memory and a processor: one where
 * either is scarce. Others wait in the order in which they came, for up to ten seconds.
 *
 * <p>Few may wait: each holds a worker thread, of which there are about 200 for everything. And
 * only a few of them may come from one address, so that nobody can keep the others out alone.
 */
@ApplicationScoped
public class PasswordTurns {

  /** Of one address, waiting or being worked on. */
  static final int MOST_PER_ADDRESS = 4;

  /** Of all addresses, waiting or being worked on. */
  static final int MOST = 32;

  private static final Duration MOST_WAIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long ROOM_FOR_TWO = 160L << 20;

  private final Semaphore turns;
  private final Map<String, Integer> present = new HashMap<>();
  private int all;

  PasswordTurns() {
    Runtime machine = Runtime.getRuntime();
    boolean scarce = machine.availableProcessors() < 2 || machine.maxMemory() < ROOM_FOR_TWO;
    this.turns = new Semaphore(scarce ? 1 : 2, true);
  }

  /**
   * Does the work when it is its turn.
   *
   * @param origin of the request; what this process does by itself is never refused for the number
   *     of others
   * @throws ProblemException too many requests, where too many wait, or it waited for too long
   */
  public <T> T take(Origin origin, Supplier<T> work) {
    String client = client(origin.address());
    enter(client);
    try {
      await();
      try {
        return work.get();
      } finally {
        turns.release();
      }
    } finally {
      leave(client);
    }
  }

  private static @Nullable String client(@Nullable String address) {
    return address == null ? null : new ClientConnection(address, false).network();
  }

  private synchronized void enter(@Nullable String client) {
    if (client != null) {
      int here = present.getOrDefault(client, 0);
      if (here >= MOST_PER_ADDRESS) {
        throw busy(
            "From this address " + here + " passwords are being checked already; try again.",
            PAUSE);
      }
      if (all >= MOST) {
        throw busy("Too many passwords are being checked; try again.", PAUSE);
      }
      present.put(client, here + 1);
    }
    all++;
  }

  private synchronized void leave(@Nullable String client) {
    if (client != null) {
      present.computeIfPresent(client, (same, here) -> here == 1 ? null : here - 1);
    }
    all--;
  }

  private void await() {
    try {
      if (!turns.tryAcquire(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy("The passwords before this one took too long; try again.", MOST_WAIT);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy("The server stops; try again.", MOST_WAIT);
    }
  }

  private static ProblemException busy(String detail, Duration retryAfter) {
    return ProblemException.retryLater(ProblemType.TOO_MANY_REQUESTS, detail, retryAfter, null);
  }
}
