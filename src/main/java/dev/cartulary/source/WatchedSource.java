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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One source that is looked at again and again: what is done at each look. */
final class WatchedSource {

  private static final Logger LOG = Logger.getLogger(WatchedSource.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration WHILE_ANOTHER_SYNCS = Duration.ofSeconds(5);
  private static final String GONE = "another process has removed this source from the database";

  private final Source source;
  private final SourceDefinition definition;
  private final String id;
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
      return sync(reader, SyncProgress.UNSEEN, false);
    } catch (CatalogException e) {
      failed(e);
      return pause();
    }
  }

  /**
   * Syncs now, because somebody asks for it.
   *
   * @return how it went, for a person
   * @throws CatalogException where it failed
   */
  synchronized String syncNow(Supplier<CatalogReader> reader, SyncProgress progress)
      throws CatalogException {
    try {
      Duration unused = sync(reader, progress, true);
      return states.get(definition.name()).entries() + " entries";
    } catch (CatalogException e) {
      failed(e);
      throw e;
    }
  }

  private Duration sync(Supplier<CatalogReader> reader, SyncProgress progress, boolean asked)
      throws CatalogException {
    Optional<SyncBase> leased = service.begin(id);
    if (leased.isEmpty()) {
      return whileAnotherSyncs(asked);
    }
    SyncBase base = leased.get();
    state = base.stateFor(fingerprint);
    boolean news = woken.getAndSet(false);
    if (!asked && !news && justDone(base)) {
      service.release(id);
      adopt(base);
      return pause();
    }
    boolean finished = false;
    try {
      run(new Staging(definition, id, service, reader, progress), asked);
      finished = true;
    } catch (LeaseLost lost) {
      throw new CatalogException(definition.location() + ": " + lost.getMessage(), lost);
    } finally {
      if (!finished) {
        first = false;
        askedPause = Optional.empty();
        releaseQuietly();
      }
    }
    return pause();
  }

  private void run(Staging staging, boolean asked) throws CatalogException {
    Fetched fetched = fetch.fetch(asked ? null : state, staging);
    staging.flush();
    staging.beforeReplacing();
    SyncOutcome outcome =
        new SyncOutcome(fingerprint, fetched.state(), fetched.whole(), staging.refusals());
    if (fetched.news()) {
      Loaded loaded = service.replace(id, outcome);
      states.put(definition.name(), SourceState.of(loaded.source()));
      SyncReport.log(definition, staging, loaded, fetched.whole());
    } else {
      service.unchanged(id, outcome);
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
      service.release(id);
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

  private Duration whileAnotherSyncs(boolean asked) throws CatalogException {
    Optional<SyncBase> base = service.base(id);
    if (base.isEmpty()) {
      if (!GONE.equals(states.get(definition.name()).problem())) {
        states.put(definition.name(), SourceState.LOADING.withProblem(GONE));
        LOG.errorf("Source %s: %s", definition.name(), GONE);
      }
      return definition.interval();
    }
    adopt(base.get());
    if (asked) {
      throw new CatalogException(
          "another process syncs the source now; look again when it is done", WHILE_ANOTHER_SYNCS);
    }
    return WHILE_ANOTHER_SYNCS;
  }

  /**
   * A failure is tried again soon, then at growing pauses up to the interval; not before the other
   * side wants to be asked again. Instances that started together do not stay together.
   */
  private Duration pause() {
    Duration pause = pause(definition, failures);
    Duration least = askedPause.orElse(Duration.ZERO);
    pause = least.compareTo(pause) > 0 ? least : pause;
    return Fetches.isLocal(definition)
        ? pause
        : pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 10));
  }

  /** The usual pause after so many failures. */
  static Duration pause(SourceDefinition definition, int failures) {
    Duration pause = definition.interval();
    if (failures == 0 || Fetches.isLocal(definition)) {
      return pause;
    }
    Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(20, failures - 1));
    return retry.compareTo(pause) < 0 ? retry : pause;
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
