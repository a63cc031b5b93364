package dev.cartulary.cli;

import dev.cartulary.config.Setting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The top of the command tree. Alone it means {@code serve}. */
@Command(
    name = "cartulary",
    description = "A registry of MCP servers, skills and plugins on the database you already run.",
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    commandListHeading = "%nCommands:%n",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    scope = ScopeType.INHERIT,
    sortOptions = false,
    footer = {
      "",
      "Every other setting: cartulary --help-settings, and docs/configuration.md.",
      "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 refused.",
      "An option that names a setting is also a variable: --database-url, DATABASE_URL."
    })
class CartularyCommand implements CommandGroup {

  /** What most calls need; every other setting would bury a command's own options. */
  private static final Set<Setting> IN_EVERY_HELP = Set.of(Setting.DATABASE_URL, Setting.CONFIG);

  /** Read by {@link SettingsHelp} before anything is parsed. */
  @Option(names = "--help-settings", description = "Show every setting, and exit.")
  boolean helpSettings;

  @Option(
      names = StackTrace.OPTION,
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failed command.")
  boolean verbose;

  /** For {@code --migrate-command=reset --yes}; the subcommands have their own. */
  @Option(names = "--yes", hidden = true)
  boolean yes;

  /** The commands come before the options: they are what a newcomer looks for. */
  private static final List<String> HELP =
      List.of(
          UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST,
          UsageMessageSpec.SECTION_KEY_FOOTER);

  @Override
  public List<Class<?>> commands() {
    return List.of(
        ServeCommand.class,
        AuditCommand.class,
        CompletionCommand.class,
        DatabaseCommand.class,
        ConfigCommand.class,
        EntryCommand.class,
        HealthCommand.class,
        KeyCommand.class,
        MetadataCommand.class,
        MigrateCommand.class,
        RegistryCommand.class,
        ServerCommand.class,
        SourceCommand.class,
        UserCommand.class,
        VersionCommand.class);
  }

  /**
   * The command line for these arguments, with one option per setting, whose values go into the
   * map. It knows the commands that the arguments name and those that their help lists; a model of
   * all of them would take longer than most commands do.
   */
  static CommandLine create(
      CommandLine.IFactory factory, Map<Setting, String> flags, List<String> arguments) {
    CommandLine commandLine = new CommandLine(new CartularyCommand(), factory);
    CommandSpec spec = commandLine.getCommandSpec();
    for (Setting setting : Setting.values()) {
      if (!setting.takesFlag()) {
        continue;
      }
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .type(String.class)
              .arity("1")
              .paramLabel("VALUE")
              .hidden(!IN_EVERY_HELP.contains(setting))
              .scopeType(ScopeType.INHERIT)
              .description(setting.description().replace("%", "%%"))
              .setter(remember(setting, flags))
              .build());
    }
    addCommands(commandLine, factory, words(arguments).iterator());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setHelpSectionKeys(HELP);
    // A value that starts with @ is that value, not the name of a file of arguments.
    commandLine.setExpandAtFiles(false);
    return commandLine;
  }

  /** Every command with its own options, without those of settings: what a shell completes. */
  static CommandLine whole(CommandLine.IFactory factory) {
    CommandLine commandLine = new CommandLine(new CartularyCommand(), factory);
    addAll(commandLine, factory);
    return commandLine;
  }

  private static void addAll(CommandLine parent, CommandLine.IFactory factory) {
    if (parent.getCommandSpec().userObject() instanceof CommandGroup group) {
      for (Class<?> type : group.commands()) {
        CommandLine child = new CommandLine(type, factory);
        parent.addSubcommand(child);
        addAll(child, factory);
      }
    }
  }

  /** What may be names of commands: neither an option nor the value of a setting's flag. */
  private static List<String> words(List<String> arguments) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (ServerArguments.isFlag(arguments.get(i))) {
        i++;
      } else if (!arguments.get(i).startsWith("-")) {
        words.add(arguments.get(i));
      }
    }
    return words;
  }

  private static void addCommands(
      CommandLine parent, CommandLine.IFactory factory, Iterator<String> words) {
    if (!(parent.getCommandSpec().userObject() instanceof CommandGroup group)) {
      return;
    }
    String word = words.hasNext() ? words.next() : "";
    for (Class<?> type : group.commands()) {
      if (nameOf(type).equals(word)) {
        CommandLine child = new CommandLine(type, factory);
        parent.addSubcommand(child);
        addCommands(child, factory, words);
        return;
      }
    }
    group.commands().forEach(type -> parent.addSubcommand(new CommandLine(type, factory)));
  }

  /** Whether the command line asks for stack traces. */
  static boolean isVerbose(CommandLine command) {
    return command.getCommandSpec().root().userObject() instanceof CartularyCommand top
        && top.verbose;
  }

  private static String nameOf(Class<?> type) {
    return type.getAnnotation(Command.class).name();
  }

  private static ISetter remember(Setting setting, Map<Setting, String> flags) {
    return new ISetter() {
      @Override
      @SuppressWarnings("TypeParameterUnusedInFormals") // the interface of the library
      public <T> T set(T value) {
        if (value != null) {
          flags.put(setting, value.toString());
        }
        return value;
      }
    };
  }
}
