package dev.cartulary.source;

import dev.cartulary.background.SchemaReady;
import dev.cartulary.source.format.CatalogReader;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sets up the configured sources once the schema is ready, then looks at their files at their
 * intervals, all on one thread. While the database is away it tries again, at growing intervals.
 */
@ApplicationScoped
class SourceWatcher {

  private static final Logger LOG = Logger.getLogger(SourceWatcher.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String TOO_MUCH =
      "it takes more memory or nests deeper than this process can read";
  private static final String DATABASE_AWAY = "the database cannot be used at present";

  private final ConfiguredSources configured;
  private final SourceService service;
  private final SourceStates states;
  private final AtomicBoolean started = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "sources");
        created.setDaemon(true);
        return created;
      });

  private @Nullable CatalogReader reader;

  SourceWatcher(ConfiguredSources configured, SourceService service, SourceStates states) {
    this.configured = configured;
    this.service = service;
    this.states = states;
  }

  void onSchemaReady(@Observes SchemaReady ready) {
    start();
  }

  private void start() {
    if (started.compareAndSet(false, true)) {
      if (configured.isSample()) {
        LOG.info(
            "No sources are configured: serving the sample catalog. To serve your own, list sources"
                + " and registries in a YAML file and start with --config FILE (docs/registry.md)");
      }
      schedule(() -> setUp(FIRST_PAUSE), Duration.ZERO);
    }
  }

  void onStop(@Observes ShutdownEvent stop) {
    thread.shutdownNow();
  }

  private void setUp(Duration pause) {
    try {
      Map<String, StoredSource> stored = service.reconcile(configured.sources());
      for (SourceDefinition definition : configured.sources()) {
        StoredSource row = stored.get(definition.name());
        if (row != null) {
          WatchedSource source = new WatchedSource(definition, row, service, states);
          look(source, FIRST_PAUSE);
        }
      }
    } catch (RuntimeException | Error e) {
      // An error too, such as memory that is short for a moment: the job must not end for good.
      if (!thread.isShutdown()) {
        LOG.warnf(e, "The sources could not be set up; trying again in %d s", pause.toSeconds());
        configured
            .sources()
            .forEach(s -> states.put(s.name(), SourceState.LOADING.withProblem(DATABASE_AWAY)));
        schedule(() -> setUp(longer(pause)), pause);
      }
    }
  }

  private void look(WatchedSource source, Duration pause) {
    String name = source.definition().name();
    try {
      source.look(this::reader);
      // The validators take megabytes and are seldom needed once every source is loaded.
      reader = null;
      schedule(() -> look(source, FIRST_PAUSE), source.definition().interval());
    } catch (RuntimeException | Error e) {
      if (!thread.isShutdown()) {
        LOG.warnf(
            e, "Source %s could not be loaded; trying again in %d s", name, pause.toSeconds());
        states.put(
            name, states.get(name).withProblem(e instanceof Error ? TOO_MUCH : DATABASE_AWAY));
        schedule(() -> look(source, longer(pause)), pause);
      }
    }
  }

  private CatalogReader reader() {
    if (reader == null) {
      reader = new CatalogReader();
    }
    return reader;
  }

  private void schedule(Runnable task, Duration delay) {
    try {
      var unused = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the process stops; no source is looked at any more");
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
