package dev.cartulary.cli;

import dev.cartulary.access.PublicPaths;
import dev.cartulary.audit.AuditSettings;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.http.origin.OriginSettings;
import dev.cartulary.http.proxy.ProxySettings;
import dev.cartulary.identity.user.IdentitySettings;
import dev.cartulary.key.KeySettings;
import dev.cartulary.registry.RegistrySettings;
import dev.cartulary.registry.ownership.OwnershipSettings;
import dev.cartulary.registry.publish.PublishSettings;
import dev.cartulary.source.SourceSettings;
import dev.cartulary.token.TokenSettings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with the configuration, from every package that reads a part of it. */
public final class Findings {

  private Findings() {}

  /** All of them; the settings may be used only when there is none. */
  public static List<Finding> of(Settings settings) {
    List<Finding> findings = new ArrayList<>(settings.findings());
    findings.addAll(DatabaseSettings.resolve(settings).findings());
    findings.addAll(KeySettings.resolve(settings).findings());
    findings.addAll(PublicPaths.resolve(settings).findings());
    findings.addAll(IdentitySettings.resolve(settings).findings());
    findings.addAll(AuditSettings.resolve(settings).findings());
    findings.addAll(ProxySettings.resolve(settings).findings());
    findings.addAll(OriginSettings.resolve(settings).findings());
    findings.addAll(SourceSettings.resolve(settings).findings());
    findings.addAll(RegistrySettings.resolve(settings).findings());
    findings.addAll(PublishSettings.resolve(settings).findings());
    findings.addAll(OwnershipSettings.resolve(settings).findings());
    findings.addAll(TokenSettings.resolve(settings).findings());
    return findings;
  }

  /** What was ignored although somebody set it, as sentences. */
  public static List<String> warnings(Settings settings) {
    List<String> warnings = new ArrayList<>(settings.warnings());
    warnings.addAll(DatabaseSettings.resolve(settings).warnings());
    warnings.addAll(TokenSettings.warnings(settings));
    return warnings;
  }

  /** Prints one line per finding; gives the exit code that follows. */
  static int print(Settings settings, PrintStream err) {
    List<Finding> findings = of(settings);
    findings.forEach(finding -> err.println("cartulary: " + finding.sentence()));
    return findings.isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
  }
}
