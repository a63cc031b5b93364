package dev.cartulary.registry.listing;

import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.registry.RegistryChanged;
import dev.cartulary.source.CatalogChanged;
import dev.cartulary.source.SourcesChanged;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Knows where every registry stands, for a second at most after it was looked at. Looks are made
 * beside the requests and only while there are some: no request waits for one, and a process that
 * nobody asks leaves the database alone. A change of this process ends what is known at once.
 */
@Singleton
public class ListingLooks {

  private static final Logger LOG = Logger.getLogger(ListingLooks.class);

  private static final long LIFE = Duration.ofSeconds(1).toNanos();

  /** From this age on the next look is made, so that under load there is always one that counts. */
  private static final long DUE = LIFE / 2;

  private final Reader reader;
  private final Predicate<Runnable> beside;
  private final LongSupplier clock;
  private final AtomicLong changes = new AtomicLong();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile @Nullable Look last;
  private volatile @Nullable Long failed;

  /** What a look reads. */
  interface Reader {

    /** Reads sources and registries where they are others than those that are known. */
    void refresh();

    /** Where each registry stands, by its name; without those whose listing is behind. */
    Map<String, ListingState> states();
  }

  /**
   * What was seen.
   *
   * @param begun before anything was read, by the clock
   * @param changes how many there were before the states were read
   */
  private record Look(long begun, long changes, Map<String, ListingState> states) {}

  @Inject
  ListingLooks(ListingStates reader, Jobs jobs) {
    this(reader, beside(jobs.job("listing-looks")), System::nanoTime);
  }

  /**
   * Those over another reader.
   *
   * @param beside has a look made beside the requests; false where it will not be
   * @param clock in nanoseconds
   */
  ListingLooks(Reader reader, Predicate<Runnable> beside, LongSupplier clock) {
    this.reader = reader;
    this.beside = beside;
    this.clock = clock;
  }

  private static Predicate<Runnable> beside(Job job) {
    return look -> job.once(Duration.ZERO, look);
  }

  /**
   * Where a registry stood less than a second ago, with all changes of this process; empty where
   * nobody knows, or where its listing is behind what the registry is. Never waits.
   */
  public Optional<ListingState> state(String registry) {
    Look look = last;
    long now = clock.getAsLong();
    boolean counts = look != null && look.changes() == changes.get() && now - look.begun() < LIFE;
    if (look == null || !counts) {
      lookSoon(now);
      return Optional.empty();
    }
    if (now - look.begun() >= DUE) {
      lookSoon(now);
    }
    return Optional.ofNullable(look.states().get(registry));
  }

  private void lookSoon(long now) {
    Long before = failed;
    boolean pauses = before != null && now - before < LIFE;
    if (!pauses && looking.compareAndSet(false, true) && !beside.test(this::look)) {
      looking.set(false);
    }
  }

  private void look() {
    try {
      long begun = clock.getAsLong();
      reader.refresh(); // which may find changes
      long seen = changes.get();
      last = new Look(begun, seen, Map.copyOf(reader.states()));
      failed = null;
    } catch (RuntimeException e) {
      // Requests ask the database themselves now, and say what is wrong with it.
      LOG.debug("where registries stand could not be read; trying again in a second", e);
      failed = clock.getAsLong();
    } finally {
      looking.set(false);
    }
  }

  private void forget() {
    changes.incrementAndGet();
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogChanged changed) {
    forget();
  }

  void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) RegistryChanged changed) {
    forget();
  }

  void forget(@Observes SourcesChanged changed) {
    forget();
  }
}
