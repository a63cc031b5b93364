package dev.cartulary.registry.listing;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.FailureLog;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.TableStatistics;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.source.CatalogChanged;
import dev.cartulary.source.SourcesChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** The work on listings beside the requests: making them anew, and removing what is long gone. */
@ApplicationScoped
public class ListingUpkeep {

  private static final Logger LOG = Logger.getLogger(ListingUpkeep.class);

  private static final int PORTION = 100;
  private static final int MANY = 1000;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ListingService service;
  private final ListingRepository listings;
  private final ListedRegistries registries;
  private final TableStatistics statistics;
  private final Duration retention;
  private final Jobs jobs;
  private final Job job;
  private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicInteger changed = new AtomicInteger();

  ListingUpkeep(
      ListingService service,
      ListingRepository listings,
      ListedRegistries registries,
      TableStatistics statistics,
      Settings settings,
      Jobs jobs) {
    this.service = service;
    this.listings = listings;
    this.registries = registries;
    this.statistics = statistics;
    this.retention = settings.duration(Setting.CATALOG_WITHDRAWN_RETENTION);
    this.jobs = jobs;
    this.job = jobs.job("listings");
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    jobs.removal("withdrawn-listings", this::removePortion);
  }

  /** Has the listings made anew that are of other sources than those that the registry has now. */
  void remakeSoon() {
    if (due.compareAndSet(false, true)) {
      var unused =
          job.repeat(
              Duration.ZERO,
              this::remake,
              failure -> {
                FailureLog.failed(LOG, failure, "A listing could not be made; trying again");
                return Optional.of(pauses.failed());
              });
    }
  }

  private Optional<Duration> remake() {
    due.set(false);
    List<String> behind = registries.names().stream().filter(this::isBehind).toList();
    boolean done = true;
    for (String registry : behind) {
      done &=
          registries.of(registry).map(sources -> service.remake(registry, sources)).orElse(true);
    }
    if (!done) {
      due.set(true);
      return Optional.of(pauses.failed());
    }
    pauses.reset();
    if (!behind.isEmpty()) {
      statistics.changed(MANY, "listing");
    }
    return Optional.empty();
  }

  private boolean isBehind(String registry) {
    return registries
        .of(registry)
        .filter(sources -> service.isBehind(registry, sources))
        .isPresent();
  }

  void remakeSoon(@Observes SourcesChanged sources) {
    remakeSoon();
  }

  /** The first page of a listing that has grown much must not sort all of it. */
  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) CatalogChanged change) {
    if (changed.addAndGet(change.names().size()) >= MANY) {
      int rows = changed.getAndSet(0);
      var unused = job.once(Duration.ZERO, () -> statistics.changed(rows, "listing"));
    }
  }

  private boolean removePortion() {
    Instant end = InstantMicros.now().minus(retention);
    List<String> ids = listings.withdrawnBefore(end, PORTION);
    if (!ids.isEmpty()) {
      WriteTransaction.call(
          LIMIT,
          () -> {
            ids.forEach(id -> listings.deleteWithdrawn(id, end));
            return null;
          });
    }
    return ids.size() == PORTION;
  }
}
