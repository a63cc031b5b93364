package dev.cartulary.source;

import dev.cartulary.background.Backoff;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

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

  private final Settings settings;
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
    AtomicBoolean applied = new AtomicBoolean();
    Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    var unused =
        jobs.job("definitions")
            .repeat(
                Duration.ZERO,
                () -> {
                  if (!applied.get()) {
                    configured.apply(settings);
                    applied.set(true);
                  }
                  refresh.refresh();
                  pauses.reset();
                  return Optional.of(BETWEEN_LOOKS);
                },
                failure -> {
                  Duration pause = pauses.failed();
                  LOG.warnf(
                      failure,
                      "The sources could not be %s; trying again in %d s",
                      applied.get() ? "looked at" : "set up",
                      pause.toSeconds());
                  return Optional.of(pause);
                });
  }
}
