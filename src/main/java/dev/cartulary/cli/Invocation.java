package dev.cartulary.cli;

import dev.cartulary.config.Launch;
import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.settings.DatabaseSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * One start of the program, understood before anything is touched: what to run, and with which
 * settings. Usage and configuration errors, {@code --help}, and commands that need neither database
 * nor container are over and done with here; {@link #exitCode()} then has a value.
 */
public final class Invocation {

  private static final Set<String> MAKE_THE_FILE = Set.of("serve", "up", "wait", "reset");

  private final OptionalInt exitCode;
  private final @Nullable Launch launch;
  private final List<String> arguments;

  private Invocation(OptionalInt exitCode, @Nullable Launch launch, List<String> arguments) {
    this.exitCode = exitCode;
    this.launch = launch;
    this.arguments = List.copyOf(arguments);
  }

  /** Understands the arguments; prints what there is to say. */
  public static Invocation of(
      List<String> arguments,
      Map<String, String> environment,
      Path workingDirectory,
      PrintStream out,
      PrintStream err) {
    if (arguments.equals(List.of("--version")) || arguments.equals(List.of("version"))) {
      out.println(VersionProvider.TEXT);
      return over(ExitCode.DONE);
    }
    if (arguments.contains(SettingsHelp.FLAG)) {
      SettingsHelp.print(out);
      return over(ExitCode.DONE);
    }
    Optional<ServerArguments> server = ServerArguments.read(arguments);
    if (server.isPresent()) {
      Supplier<Settings> load =
          () -> Settings.load(server.get().flags(), environment, workingDirectory);
      Settings settings = load.get();
      return server.get().named() || settings.get(Setting.MIGRATE_COMMAND).isEmpty()
          ? serve(settings, load, arguments, err)
          : command(arguments, environment, flags -> settings, out, err);
    }
    return command(
        arguments,
        environment,
        flags -> Settings.load(flags, environment, workingDirectory),
        out,
        err);
  }

  private static Invocation serve(
      Settings settings, Supplier<Settings> again, List<String> arguments, PrintStream err) {
    return Findings.print(settings, err) == ExitCode.DONE
        ? new Invocation(
            OptionalInt.empty(), new Launch(ProcessMode.SERVE, settings, again), arguments)
        : over(ExitCode.USAGE);
  }

  /**
   * Understands a command line with the model of all commands.
   *
   * @param load gives the settings with these flags; they are loaded once
   */
  private static Invocation command(
      List<String> arguments,
      Map<String, String> environment,
      Function<Map<Setting, String>, Settings> load,
      PrintStream out,
      PrintStream err) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    CommandLine commandLine =
        CartularyCommand.create(CommandLine.defaultFactory(), flags, arguments);
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      err.println("cartulary: " + WrongUse.sentence(e));
      WrongUse.suggestions(e).ifPresent(err::println);
      err.println("Run `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
      return over(ExitCode.USAGE);
    }
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return over(ExitCode.DONE);
    }
    Settings settings = load.apply(flags);
    if (MigrateVariable.isInTheWay(settings) && !parsed.hasSubcommand()) {
      err.println("cartulary: " + MigrateVariable.finding(settings).sentence());
      return over(ExitCode.USAGE);
    }
    List<String> effective = withMigrateCommand(parsed, settings, arguments);
    if (effective.equals(arguments)) {
      return command(parsed, settings, environment, arguments, out, err);
    }
    MigrateVariable.notice(settings).ifPresent(err::println);
    return command(effective, environment, same -> settings, out, err);
  }

  private static Invocation command(
      ParseResult parsed,
      Settings settings,
      Map<String, String> environment,
      List<String> arguments,
      PrintStream out,
      PrintStream err) {
    Object leaf = leafOf(parsed).commandSpec().userObject();
    if (leaf instanceof WithoutContainer command) {
      return over(command.run(settings, out, err));
    }
    if (leaf instanceof ApiTask task && task.isRemote()) {
      return over(task.runRemote(environment, out, err));
    }
    if (Findings.print(settings, err) != ExitCode.DONE) {
      return over(ExitCode.USAGE);
    }
    if (leaf instanceof CommandGroup && parsed.hasSubcommand()) {
      leafOf(parsed).commandSpec().commandLine().usage(err);
      return over(ExitCode.USAGE);
    }
    ProcessMode mode = modeOf(parsed);
    if (mode != ProcessMode.SERVE) { // the server logs them
      Findings.warnings(settings).forEach(warning -> err.println("cartulary: " + warning));
    }
    if (findsNoFile(parsed, settings, err)) {
      return over(ExitCode.FAILED);
    }
    return new Invocation(OptionalInt.empty(), new Launch(mode, settings), arguments);
  }

  /** Only what makes or changes the schema may make the file of a SQLite database. */
  private static boolean findsNoFile(ParseResult parsed, Settings settings, PrintStream err) {
    String name = leafOf(parsed).commandSpec().name();
    Optional<Path> missing =
        DatabaseSettings.resolve(settings)
            .settings()
            .flatMap(DatabaseSettings::sqliteFile)
            .filter(file -> !Files.exists(file));
    if (missing.isEmpty() || !parsed.hasSubcommand() || MAKE_THE_FILE.contains(name)) {
      return false;
    }
    err.println(
        "cartulary: There is no database file "
            + missing.get()
            + ". The first start of the server makes it, or `cartulary migrate up`; if it"
            + " should already exist, correct "
            + settings.named(Setting.DATABASE_URL)
            + ".");
    return true;
  }

  private static Invocation over(int code) {
    return new Invocation(OptionalInt.of(code), null, List.of());
  }

  /** {@code --migrate-command=up} and {@code MIGRATE_COMMAND=up} mean {@code migrate up}. */
  private static List<String> withMigrateCommand(
      ParseResult parsed, Settings settings, List<String> arguments) {
    Optional<String> verb = settings.get(Setting.MIGRATE_COMMAND);
    if (parsed.hasSubcommand() || verb.isEmpty() || !settings.findings().isEmpty()) {
      return arguments;
    }
    List<String> effective = new ArrayList<>(arguments);
    boolean confirmed = effective.remove("--yes");
    effective.add("migrate");
    effective.add(verb.get());
    if (confirmed) {
      effective.add("--yes");
    }
    return effective;
  }

  private static ParseResult leafOf(ParseResult parsed) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    return leaf;
  }

  private static ProcessMode modeOf(ParseResult parsed) {
    if (!parsed.hasSubcommand()) {
      return ProcessMode.SERVE;
    }
    return switch (parsed.subcommand().commandSpec().name()) {
      case "serve" -> ProcessMode.SERVE;
      case "audit", "entry", "key", "metadata", "registry", "server", "source", "user" ->
          ProcessMode.COMMAND_WITH_ORM;
      default -> ProcessMode.COMMAND;
    };
  }

  /** Present where the process has nothing left to do. */
  public OptionalInt exitCode() {
    return exitCode;
  }

  /** What the process is for; only where there is no {@link #exitCode()}. */
  public Launch launch() {
    return Objects.requireNonNull(launch);
  }

  /** The arguments, with {@code --migrate-command} written as the command it stands for. */
  public List<String> arguments() {
    return arguments;
  }
}
