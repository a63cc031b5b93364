package dev.cartulary.database;

import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Has the pool open its connections again, when another server has taken over the writes. */
final class PoolRenewal {

  private static final Logger LOG = Logger.getLogger(PoolRenewal.class);

  /** Where it does not help, as with a user who may not write, it must not cost much either. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Supplier<AgroalDataSource> pool;

  /** When that was last done, by {@link System#nanoTime}. */
  private final AtomicLong last = new AtomicLong(System.nanoTime() - BETWEEN.toNanos());

  PoolRenewal(Supplier<AgroalDataSource> pool) {
    this.pool = pool;
  }

  /** Closes idle connections at once, those in use when they come back. */
  void renew() {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before >= BETWEEN.toNanos() && last.compareAndSet(before, now)) {
      LOG.warn("The database server takes no writes any more: connections to it are opened again.");
      pool.get().flush(AgroalDataSource.FlushMode.GRACEFUL);
    }
  }
}
