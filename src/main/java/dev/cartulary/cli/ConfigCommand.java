package dev.cartulary.cli;

import dev.cartulary.config.Settings;
import java.io.PrintStream;
import picocli.CommandLine.Command;

/** {@code cartulary config}. */
@Command(
    name = "config",
    description = "Look at the configuration.",
    subcommands = ConfigCommand.Show.class)
class ConfigCommand {

  /** {@code cartulary config show}. */
  @Command(
      name = "show",
      description = "Print every setting in force and where it came from; secrets are masked.")
  static class Show implements WithoutContainer {

    @Override
    public int run(Settings settings, PrintStream out, PrintStream err) {
      int width =
          settings.rows().stream().mapToInt(row -> row.setting().variable().length()).max().orElse(0);
      for (Settings.Row row : settings.rows()) {
        out.printf("%-" + width + "s = %s  (%s)%n", row.setting().variable(), row.value(), row.origin());
      }
      return Findings.print(settings, err);
    }
  }
}
