package dev.cartulary.source;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Job;
import dev.cartulary.background.Jobs;
import dev.cartulary.source.format.CatalogReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sets up the configured sources once the schema is ready, then looks at their files at their
 * intervals, all on one thread. While the database is away it tries again, at growing intervals.
 */
@ApplicationScoped
public class SourceWatcher {

  private static final Logger LOG = Logger.getLogger(SourceWatcher.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String TOO_MUCH =
      "it takes more memory or nests deeper than this process can read";
  private static final String DATABASE_AWAY = "the database is not available";

  private final ConfiguredSources configured;
  private final SourceService service;
  private final SourceStates states;
  private final AtomicBoolean started = new AtomicBoolean();
  private final Job job;

  private @Nullable CatalogReader reader;

  SourceWatcher(
      ConfiguredSources configured, SourceService service, SourceStates states, Jobs jobs) {
    this.configured = configured;
    this.service = service;
    this.states = states;
    this.job = jobs.job("sources");
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      if (configured.isSample()) {
        LOG.info(
            "No sources are configured: serving the sample catalog. To serve your own, list sources"
                + " and registries in a YAML file and start with --config FILE (docs/registry.md)");
      }
      Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
      var unused =
          job.repeat(
              Duration.ZERO,
              this::setUp,
              failure -> Optional.of(notSetUp(failure, pauses.failed())));
    }
  }

  private Optional<Duration> setUp() {
    Map<String, StoredSource> stored = service.reconcile(configured.sources());
    for (SourceDefinition definition : configured.sources()) {
      StoredSource row = stored.get(definition.name());
      if (row != null) {
        watch(new WatchedSource(definition, row, service, states));
      }
    }
    return Optional.empty();
  }

  private Duration notSetUp(Throwable failure, Duration pause) {
    LOG.warnf(failure, "The sources could not be set up; trying again in %d s", pause.toSeconds());
    configured
        .sources()
        .forEach(s -> states.put(s.name(), SourceState.LOADING.withProblem(DATABASE_AWAY)));
    return pause;
  }

  private void watch(WatchedSource source) {
    String name = source.definition().name();
    Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    var unused =
        job.repeat(
            Duration.ZERO,
            () -> {
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
