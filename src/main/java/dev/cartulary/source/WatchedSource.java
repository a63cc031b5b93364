package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import dev.cartulary.source.SyncService.Loaded;
import dev.cartulary.source.fetch.Fetch;
import dev.cartulary.source.fetch.Fetch.Fetched;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One source that is looked at again and again: what is done at each look. */
final class WatchedSource {

  private static final Logger LOG = Logger.getLogger(WatchedSource.class);
  private static final Duration WHILE_ANOTHER_SYNCS = Duration.ofSeconds(5);
  private static final String GONE = "another process has removed this source from the database";
  private static final String SYNCED_ALREADY =
      "another process syncs the source now, or this one as it was defined before;"
          + " ask again when that is done";

  private final Source source;
  private final SourceDefinition definition;
  private final String id;
  private final Lease lease;
  private final Fetch fetch;
  private final String fingerprint;
  private final SyncService service;
  private final SourceStates states;

  private @Nullable String state;
  private Optional<Duration> askedPause = Optional.empty();
  private int failures;
  private boolean first = true;

  /** Whether the state was read from the row. */
  private boolean known;

  /** The problem that the source's row shows. */
  private @Nullable String noted;

  private volatile boolean ended;

  /** Something new was seen before it was asked for. */
  private final AtomicBoolean woken = new AtomicBoolean();

  WatchedSource(Source source, Fetch fetch, SyncService service, SourceStates states) {
    this.source = source;
    this.definition = source.definition();
    this.id = source.id();
    this.lease = service.lease(id);
    this.fetch = fetch;
    this.fingerprint = Fetches.fingerprint(definition);
    this.service = service;
    this.states = states;
    // What the last process could not read, this one may: nothing is reported before the first
    // look.
    states.put(definition.name(), SourceState.of(source.stored()).withProblem(null));
    this.noted = source.stored().lastError();
  }

  SourceDefinition definition() {
    return definition;
  }

  /**
   * Has itself looked at where the source itself says that there is news.
   *
   * @param soon runs a look
   */
  void onNews(Runnable soon) {
    fetch.onNews(() -> {
      if (woken.compareAndSet(false, true)) {
        soon.run();
      }
    });
  }

  /** Whether it looks at this source, as it is defined now. */
  boolean isOf(Source other) {
    return id.equals(other.id()) && source.updatedAt().equals(other.updatedAt());
  }

  /** It is not looked at any more. */
  void end() {
    ended = true;
    fetch.close();
  }

  boolean isEnded() {
    return ended;
  }

  /** Whether a look costs nothing but a look at this machine. */
  boolean isLocal() {
    return Fetches.isLocal(definition);
  }

  /**
   * Looks whether there is anything new, and loads it.
   *
   * @param reader makes the reader when there is something to read
   * @return the pause until the next look
   * @throws RuntimeException when the database cannot be used; the next look tries again
   */
  synchronized Duration look(Supplier<CatalogReader> reader) {
    if (!known) {
      service.base(id).ifPresent(base -> state = base.stateFor(fingerprint));
      known = true;
    }
    try {
      if (!fetch.mayHaveNews(state)) {
        report(null);
        return pause();
      }
      return sync(reader, SyncProgress.UNSEEN, false) ? pause() : whileAnotherSyncs();
    } catch (CatalogException e) {
      failed(e);
      return pause();
    }
  }

  /**
   * Syncs now, because somebody asks for it.
   *
   * @return how it went, for a person
   * @throws CatalogException where it failed, or somebody else syncs it
   */
  synchronized String syncNow(Supplier<CatalogReader> reader, SyncProgress progress)
      throws CatalogException {
    boolean synced;
    try {
      synced = sync(reader, progress, true);
    } catch (CatalogException e) {
      failed(e);
      throw e;
    }
    if (!synced) { // which is no fault of the source
      Duration unused = whileAnotherSyncs();
      boolean gone = GONE.equals(states.get(definition.name()).problem());
      throw new CatalogException(gone ? GONE : SYNCED_ALREADY);
    }
    return states.get(definition.name()).entries() + " entries";
  }

  /** False where somebody else has the lease, or has taken it meanwhile. */
  private boolean sync(Supplier<CatalogReader> reader, SyncProgress progress, boolean asked)
      throws CatalogException {
    Optional<SyncBase> leased = service.begin(lease);
    if (leased.isEmpty()) {
      return false;
    }
    SyncBase base = leased.get();
    state = base.stateFor(fingerprint);
    boolean news = woken.getAndSet(false);
    if (!asked && !news && justDone(base)) {
      service.release(lease);
      adopt(base);
      return true;
    }
    boolean finished = false;
    try {
      run(new Staging(definition, lease, service, reader, progress), asked);
      finished = true;
    } catch (LeaseLost lost) {
      LOG.debugf("Source %s: %s", definition.name(), lost.getMessage());
    } finally {
      if (!finished) {
        first = false;
        askedPause = Optional.empty();
        releaseQuietly();
      }
    }
    return finished;
  }

  private void run(Staging staging, boolean asked) throws CatalogException {
    Fetched fetched = fetch.fetch(asked ? null : state, staging);
    staging.flush();
    staging.beforeReplacing();
    if (ended) { // It is defined in another way now, or not at all.
      throw new LeaseLost();
    }
    SyncOutcome outcome =
        new SyncOutcome(fingerprint, fetched.state(), fetched.whole(), staging.refusals());
    if (fetched.news()) {
      Loaded loaded = service.replace(lease, outcome);
      states.put(definition.name(), SourceState.of(loaded.source()));
      SyncReport.log(definition, staging, loaded, fetched.whole());
    } else {
      service.unchanged(lease, outcome);
      report(null);
    }
    noted = null;
    state = fetched.state();
    failures = 0;
    first = false;
    askedPause = Optional.empty();
  }

  private void releaseQuietly() {
    try {
      service.release(lease);
    } catch (RuntimeException e) {
      LOG.debugf(e, "Source %s: the lease could not be given back; it ends by itself", id);
    }
  }

  /** Whether another process has looked a moment ago: once per interval is enough. */
  private boolean justDone(SyncBase base) {
    Instant last = base.lastAttemptAt();
    boolean mustLook =
        Fetches.isLocal(definition)
            || !fingerprint.equals(base.fingerprint())
            || base.source().loadedAt() == null
            || (first && base.failures() > 0)
            || base.failures() > 0;
    return !mustLook
        && last != null
        && last.isAfter(
            InstantMicros.now().minus(definition.interval().multipliedBy(4).dividedBy(5)));
  }

  /** What another process has found out. */
  private void adopt(SyncBase base) {
    states.put(definition.name(), SourceState.of(base.source()));
    noted = base.source().lastError();
    failures = base.failures();
    first = false;
  }

  private Duration whileAnotherSyncs() {
    if (ended) {
      return WHILE_ANOTHER_SYNCS;
    }
    Optional<SyncBase> base = service.base(id);
    if (base.isEmpty()) {
      if (!GONE.equals(states.get(definition.name()).problem())) {
        states.put(definition.name(), SourceState.LOADING.withProblem(GONE));
        LOG.errorf("Source %s: %s", definition.name(), GONE);
      }
      return definition.interval();
    }
    adopt(base.get());
    return WHILE_ANOTHER_SYNCS;
  }

  private Duration pause() {
    return LookPause.of(definition, failures, askedPause);
  }

  private void failed(CatalogException e) {
    failures++;
    askedPause = e.retryAfter();
    report(e.getMessage());
  }

  /** Shows and notes a problem, or that there is none, where that is news. */
  private void report(@Nullable String problem) {
    SourceState before = states.get(definition.name());
    if (!Objects.equals(before.problem(), problem)) {
      states.put(definition.name(), before.withProblem(problem));
      if (problem == null) {
        LOG.infof("Source %s: it can be read again", definition.name());
      } else if (before.served()) {
        LOG.errorf(
            "Source %s: %s. What was loaded before is still served", definition.name(), problem);
      } else {
        LOG.errorf("Source %s: %s. Nothing is served from it yet", definition.name(), problem);
      }
    }
    boolean counted = problem != null && !Fetches.isLocal(definition);
    if (!Objects.equals(noted, problem) || counted) {
      if (problem == null) {
        service.mended(id);
      } else {
        service.failed(id, problem);
      }
      noted = problem;
    }
    if (problem == null) {
      failures = 0;
    }
  }
}
