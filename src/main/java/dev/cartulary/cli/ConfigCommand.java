package dev.cartulary.cli;

import dev.cartulary.config.Masking;
import dev.cartulary.config.Settings;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.registry.RegistryDefinition;
import dev.cartulary.registry.RegistrySettings;
import dev.cartulary.source.SourceDefinition;
import dev.cartulary.source.SourceSettings;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code cartulary config}. */
@Command(name = "config", description = "Look at the configuration.")
class ConfigCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(ConfigCommand.Show.class);
  }

  /** {@code cartulary config show}. */
  @Command(
      name = "show",
      description = "Print every setting in force and where it came from; secrets are masked.")
  static class Show implements WithoutContainer {

    @Override
    public int run(Settings settings, PrintStream out, PrintStream err) {
      List<Settings.Row> rows = rowsOf(settings);
      int width = rows.stream().mapToInt(row -> row.setting().variable().length()).max().orElse(0);
      for (Settings.Row row : rows) {
        out.printf(
            "%-" + width + "s = %s  (%s)%n", row.setting().variable(), row.value(), row.origin());
      }
      for (SourceDefinition source : SourceSettings.resolve(settings).sources()) {
        out.printf("source %s: %s%n", source.name(), Masking.value(source.location()));
      }
      for (RegistryDefinition registry : RegistrySettings.resolve(settings).registries()) {
        out.printf("registry %s: %s%n", registry.name(), String.join(", ", registry.sources()));
      }
      return Findings.print(settings, err);
    }

    /** With the parameters of the database URL, where the URL can be read. */
    private static List<Settings.Row> rowsOf(Settings settings) {
      return DatabaseSettings.resolve(settings)
          .settings()
          .map(DatabaseSettings::effective)
          .orElse(settings)
          .rows();
    }
  }
}
