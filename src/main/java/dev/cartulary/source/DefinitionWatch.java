package dev.cartulary.source;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Settings;
import dev.cartulary.database.FailureLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies the configuration once the schema is ready, and from then on looks every two seconds
 * whether sources and registries are still those that this process knows.
 */
@ApplicationScoped
public class DefinitionWatch {

  private static final Logger LOG = Logger.getLogger(DefinitionWatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** What is to be applied; another one after a reload. */
  private volatile Settings settings;

  private @Nullable Settings applied;
  private final ConfiguredDefinitions configured;
  private final DefinitionRefresh refresh;
  private final Jobs jobs;
  private final AtomicBoolean started = new AtomicBoolean();

  DefinitionWatch(
      Settings settings, ConfiguredDefinitions configured, DefinitionRefresh refresh, Jobs jobs) {
    this.settings = settings;
    this.configured = configured;
    this.refresh = refresh;
    this.jobs = jobs;
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    if (SourceSettings.resolve(settings).builtin()) {
      LOG.info(
          "No sources are configured: serving the sample catalog. To serve your own, list sources"
              + " and registries in a YAML file and start with --config FILE, or make them over the"
              + " API (docs/registry.md)");
    }
    Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    var unused =
        jobs.job("definitions")
            .repeat(
                Duration.ZERO,
                () -> {
                  look();
                  pauses.reset();
                  return Optional.of(BETWEEN_LOOKS);
                },
                failure -> Optional.of(failed(failure, pauses.failed())));
  }

  /**
   * Applies the sources and registries of another configuration within seconds, again where the
   * database cannot be used now.
   *
   * @param reloaded with no findings
   */
  public void reload(Settings reloaded) {
    settings = reloaded;
  }

  private void look() {
    Settings wanted = settings;
    if (!wanted.equals(applied)) {
      configured.apply(wanted);
      if (applied != null) {
        LOG.info("The sources and registries of the configuration file are applied");
      }
      applied = wanted;
    }
    refresh.refresh();
  }

  private static Duration failed(Throwable failure, Duration pause) {
    FailureLog.failed(
        LOG,
        failure,
        "The sources and registries could not be read; trying again in "
            + pause.toSeconds()
            + " s");
    return pause;
  }
}
