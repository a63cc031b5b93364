package dev.cartulary.source;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Launch;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.FailureLog;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import dev.cartulary.source.rules.RepositoryHosts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Looks at each source at its interval, as long as there is one of this definition: at files of
 * this machine on one thread, at everything else on a few others, so that a slow network keeps no
 * file waiting. While the database is away it tries again, at growing intervals.
 */
@ApplicationScoped
public class SourceWatcher {

  private static final Logger LOG = Logger.getLogger(SourceWatcher.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int REMOTE_AT_ONCE = 4;

  /** What changes together is read together. */
  private static final Duration AFTER_NEWS = Duration.ofMillis(200);

  private static final String TOO_MUCH =
      "it takes more memory or nests deeper than this process can read";
  private static final String DATABASE_AWAY = "the database is not available";

  private final SyncService service;
  private final SourceStates states;
  private final SourceLimits limits;
  private final AtomicInteger next = new AtomicInteger();
  private final String repositories;

  /** Whether sources are looked at; a command only knows them, to sync one that it is asked for. */
  private final boolean looks;

  private final Job local;
  private final List<Job> remote;

  /** What is looked at, by the source's name; another definition is another watch. */
  private final Map<String, WatchedSource> watched = new ConcurrentHashMap<>();

  private SoftReference<CatalogReader> reader = new SoftReference<>(null);

  SourceWatcher(
      SyncService service,
      SourceStates states,
      SourceLimits limits,
      Settings settings,
      Launch launch,
      Jobs jobs) {
    this.limits = limits;
    this.looks = launch.serves();
    this.repositories =
        settings.get(Setting.PUBLISH_REPOSITORY_HOSTS).orElse(RepositoryHosts.USUAL);
    this.service = service;
    this.states = states;
    this.local = jobs.job("sources");
    this.remote =
        IntStream.range(0, REMOTE_AT_ONCE).mapToObj(i -> jobs.job("remote-sources")).toList();
  }

  synchronized void watch(@Observes SourcesChanged changed) {
    Set<String> names = new HashSet<>();
    for (Source source : changed.sources()) {
      names.add(source.name());
      WatchedSource before = watched.get(source.name());
      if (before == null || !before.isOf(source)) {
        replace(source);
      }
    }
    watched
        .entrySet()
        .removeIf(one -> {
          boolean gone = !names.contains(one.getKey());
          if (gone) {
            states.looksNoMore(one.getKey());
            one.getValue().end();
          }
          return gone;
        });
  }

  private void replace(Source source) {
    WatchedSource before = watched.remove(source.name());
    if (before != null) {
      before.end();
    }
    states.looksNoMore(source.name());
    Fetches.of(source.definition())
        .ifPresent(fetch -> {
          WatchedSource watch =
              new WatchedSource(source, new LimitedFetch(fetch, source, limits), service, states);
          watched.put(source.name(), watch);
          if (looks) {
            look(watch);
          }
        });
  }

  private void look(WatchedSource source) {
    String name = source.definition().name();
    Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    Job thread =
        source.isLocal()
            ? local
            : remote.get(Math.floorMod(next.getAndIncrement(), REMOTE_AT_ONCE));
    source.onNews(() -> {
      var unusedWake = thread.once(AFTER_NEWS, () -> lookOnce(source));
    });
    var unused =
        thread.repeat(
            Duration.ZERO,
            () -> {
              if (source.isEnded()) {
                return Optional.empty();
              }
              Duration pause = source.look(this::reader);
              pauses.reset();
              states.looksAgain(name, pause);
              return Optional.of(pause);
            },
            failure ->
                source.isEnded()
                    ? Optional.empty()
                    : Optional.of(notLoaded(name, failure, pauses.failed())));
  }

  private void lookOnce(WatchedSource source) {
    if (!source.isEnded()) {
      Duration unused = source.look(this::reader);
    }
  }

  /**
   * Syncs a source now.
   *
   * @return how it went, for a person
   * @throws CatalogException where it failed, or this process knows no such source
   */
  String syncNow(String name, SyncProgress progress) throws CatalogException {
    WatchedSource source = watched.get(name);
    if (source == null) {
      throw new CatalogException("there is nothing to sync in the source " + name);
    }
    return source.syncNow(this::reader, progress);
  }

  private Duration notLoaded(String name, Throwable failure, Duration pause) {
    FailureLog.failed(
        LOG,
        failure,
        "Source " + name + " could not be loaded; trying again in " + pause.toSeconds() + " s");
    states.put(
        name, states.get(name).withProblem(failure instanceof Error ? TOO_MUCH : DATABASE_AWAY));
    states.looksAgain(name, pause);
    return pause;
  }

  /** The validators take megabytes and are seldom needed once every source is loaded. */
  private synchronized CatalogReader reader() {
    CatalogReader known = reader.get();
    if (known == null) {
      known = new CatalogReader(RepositoryHosts.of(repositories));
      reader = new SoftReference<>(known);
    }
    return known;
  }
}
