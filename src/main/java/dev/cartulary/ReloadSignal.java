package dev.cartulary;

import dev.cartulary.cli.Findings;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Launch;
import dev.cartulary.config.Settings;
import dev.cartulary.source.DefinitionWatch;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * SIGHUP reads the configuration again, and applies its sources and registries. Every other setting
 * stays as it was at the start.
 */
@Singleton
class ReloadSignal {

  private static final Logger LOG = Logger.getLogger(ReloadSignal.class);

  private final Launch launch;
  private final DefinitionWatch sources;

  ReloadSignal(Launch launch, DefinitionWatch sources) {
    this.launch = launch;
    this.sources = sources;
  }

  void start() {
    StopSignals.handle(this::reload, "HUP");
  }

  private void reload() {
    Settings reloaded = launch.again().get();
    List<Finding> findings = Findings.of(reloaded);
    if (findings.isEmpty()) {
      LOG.info("SIGHUP: the configuration was read again");
      sources.reload(reloaded);
    } else {
      LOG.error("SIGHUP: the configuration is wrong; nothing is changed");
      findings.forEach(finding -> LOG.errorf("SIGHUP: %s", finding.sentence()));
    }
  }
}
