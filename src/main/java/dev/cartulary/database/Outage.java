package dev.cartulary.database;

import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Why no connection could be opened when that was last tried, for readiness and for the log. The
 * pool itself tells of a failure only after a second try, a second later; by then a probe must have
 * been answered.
 */
public final class Outage {

  private static final Logger LOG = Logger.getLogger(Outage.class);

  /** Longer than the pauses between the tries of a start, and than those of usual probes. */
  private static final Duration COUNTS_FOR = Duration.ofSeconds(15);

  /** While the driver says the same, the server is not looked at again sooner. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private record Look(String words, Optional<ConnectionTrouble> found, long at) {}

  private record Noted(ConnectionTrouble trouble, long at) {}

  private @Nullable Look last;
  private volatile @Nullable Noted noted;
  private final LongSupplier clock;
  private String reported = "";

  /** Whether what is reported is a limit on connections, which is reached again and again. */
  private boolean full;

  /** When that was last over. */
  private long fullUntil;

  private boolean silent;

  /** Times by the clock of the process. */
  Outage() {
    this(System::nanoTime);
  }

  Outage(LongSupplier clock) {
    this.clock = clock;
    this.fullUntil = clock.getAsLong() - LOOK_AGAIN.toNanos();
  }

  /**
   * The failure with its reason and what fixes it; the failure itself where those are not found.
   *
   * @param user as whom the connection was to be opened; empty for none
   * @param look finds them out; not asked again soon for a failure in the same words
   */
  synchronized SQLException explained(
      SQLException failure, String user, Function<SQLException, Optional<ConnectionTrouble>> look) {
    if (failure instanceof ConnectionTrouble) {
      return failure;
    }
    String words = user + ' ' + ConnectionTrouble.firstLine(failure);
    Look known = last;
    if (known == null || !known.words().equals(words) || isDue(known, failure)) {
      known = new Look(words, look.apply(failure), clock.getAsLong());
      last = known;
    }
    return known.found().<SQLException>map(it -> it.of(failure)).orElse(failure);
  }

  /** Never for a refused login: MySQL shuts out a host that looks too often without one. */
  private boolean isDue(Look known, SQLException failure) {
    return !SqlErrors.isLoginRefused(failure)
        && clock.getAsLong() - known.at() > LOOK_AGAIN.toNanos();
  }

  /** A connection could not be opened, and whoever asked for it says so to the log. */
  synchronized void began(SQLException explained) {
    if (explained instanceof ConnectionTrouble trouble) {
      noted = new Noted(trouble, clock.getAsLong());
      reported = trouble.message();
    } else {
      noted = null;
    }
  }

  /**
   * A connection could not be opened; the log is told once as long as the reason is the same. Of a
   * limit on connections it is not told again where that was over only just now.
   */
  synchronized void beganUnseen(SQLException explained) {
    String before = reported;
    boolean wasFull = full;
    began(explained);
    full = !reported.isEmpty() && SqlErrors.isTooManyConnections(explained);
    if (reported.isEmpty() || reported.equals(before) || (full && wasFull)) {
      return;
    }
    silent = full && before.isEmpty() && clock.getAsLong() - fullUntil < LOOK_AGAIN.toNanos();
    if (!silent) {
      LOG.warn(reported);
    }
  }

  /** A connection was opened. */
  synchronized void over() {
    if (full) {
      fullUntil = clock.getAsLong();
    }
    if (!reported.isEmpty() && !silent) {
      LOG.info("The database can be connected to again.");
    }
    noted = null;
    last = null;
    reported = "";
    full = false;
    silent = false;
  }

  /** Why; empty where the last try is too long ago to tell, went well, or has no known reason. */
  Optional<ConnectionTrouble> trouble() {
    Noted now = noted;
    return now == null || clock.getAsLong() - now.at() > COUNTS_FOR.toNanos()
        ? Optional.empty()
        : Optional.of(now.trouble());
  }
}
