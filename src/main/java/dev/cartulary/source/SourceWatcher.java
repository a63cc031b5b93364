package dev.cartulary.source;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.source.format.CatalogReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of sources at their intervals, all on one thread. While the database is away
 * it tries again, at growing intervals.
 */
@ApplicationScoped
public class SourceWatcher {

  private static final Logger LOG = Logger.getLogger(SourceWatcher.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String TOO_MUCH =
      "it takes more memory or nests deeper than this process can read";
  private static final String DATABASE_AWAY = "the database is not available";

  private final SourceService service;
  private final SourceStates states;
  private final Job job;

  /** What is watched, by the source's name; another definition is another watch. */
  private final Map<String, WatchedSource> watched = new ConcurrentHashMap<>();

  private @Nullable CatalogReader reader;

  SourceWatcher(SourceService service, SourceStates states, Jobs jobs) {
    this.service = service;
    this.states = states;
    this.job = jobs.job("sources");
  }

  synchronized void watch(@Observes SourcesChanged changed) {
    Set<String> names = new HashSet<>();
    for (Source source : changed.sources()) {
      names.add(source.name());
      WatchedSource before = watched.get(source.name());
      if (isWatchable(source) && (before == null || !before.isOf(source))) {
        WatchedSource next = new WatchedSource(source, service, states);
        watched.put(source.name(), next);
        watch(next);
      }
    }
    watched.keySet().retainAll(names);
  }

  private static boolean isWatchable(Source source) {
    SourceKind kind = source.definition().kind();
    return kind instanceof SourceKind.Builtin
        || (kind instanceof SourceKind.CatalogDocument document && document.path().isPresent());
  }

  private void watch(WatchedSource source) {
    String name = source.definition().name();
    Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    var unused =
        job.repeat(
            Duration.ZERO,
            () -> {
              if (watched.get(name) != source) {
                return Optional.empty();
              }
              source.look(this::reader);
              // The validators take megabytes and are seldom needed once every source is loaded.
              reader = null;
              pauses.reset();
              return Optional.of(source.definition().interval());
            },
            failure -> Optional.of(notLoaded(name, failure, pauses.failed())));
  }

  private Duration notLoaded(String name, Throwable failure, Duration pause) {
    LOG.warnf(
        failure, "Source %s could not be loaded; trying again in %d s", name, pause.toSeconds());
    states.put(
        name, states.get(name).withProblem(failure instanceof Error ? TOO_MUCH : DATABASE_AWAY));
    return pause;
  }

  private CatalogReader reader() {
    if (reader == null) {
      reader = new CatalogReader();
    }
    return reader;
  }
}
