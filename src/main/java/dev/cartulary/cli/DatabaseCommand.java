package dev.cartulary.cli;

import dev.cartulary.config.Settings;
import dev.cartulary.database.health.DatabaseCheck;
import dev.cartulary.database.settings.DatabaseSettings;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cartulary database}. */
@Command(name = "database", description = "Look at the database connection, and set its users up.")
class DatabaseCommand implements CommandGroup {

  @Override
  public List<Class<?>> commands() {
    return List.of(
        DatabaseCommand.Check.class, DatabaseCommand.Url.class, DatabaseRolesCommand.class);
  }

  /** {@code cartulary database check}. */
  @Command(
      name = "check",
      description = {
        "Connect, and print engine, version, TLS, the server's certificate, missing privileges,"
            + " the budget of connections and latency.",
        "Exit code 1 where the connection fails, a privilege is missing, or the instances may open"
            + " more connections than the server allows; 2 where it is another product than the"
            + " settings say, or too old."
      })
  static class Check implements Callable<Integer> {

    @Inject DatabaseCheck check;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      DatabaseCheck.Report report = check.run();
      report.lines().forEach(spec.commandLine().getOut()::println);
      if (!report.supported()) {
        return ExitCode.USAGE;
      }
      return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  /** {@code cartulary database url}. */
  @Command(name = "url", description = "Print the database URL in force, its password masked.")
  static class Url implements WithoutContainer {

    @Override
    public int run(Settings settings, PrintStream out, PrintStream err) {
      int code = Findings.print(settings, err);
      DatabaseSettings.resolve(settings)
          .settings()
          .ifPresent(database -> out.println(database.maskedUrl()));
      return code;
    }
  }
}
