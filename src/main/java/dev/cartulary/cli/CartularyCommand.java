package dev.cartulary.cli;

import dev.cartulary.config.Setting;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The top of the command tree. Alone it means {@code serve}. */
@Command(
    name = "cartulary",
    description = "A registry of MCP servers, skills and plugins on the database you already run.",
    subcommands = {
      ServeCommand.class,
      AuditCommand.class,
      DatabaseCommand.class,
      ConfigCommand.class,
      KeyCommand.class,
      MetadataCommand.class,
      MigrateCommand.class,
      UserCommand.class
    },
    versionProvider = VersionProvider.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 refused.",
      "Every option that names a setting has an environment variable of the same name in capitals."
    })
class CartularyCommand {

  /** For {@code --migrate-command=reset --yes}; the subcommands have their own. */
  @Option(names = "--yes", hidden = true)
  boolean yes;

  /** The command line, with one option per setting, whose values go into the map. */
  static CommandLine create(CommandLine.IFactory factory, Map<Setting, String> flags) {
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
              .scopeType(ScopeType.INHERIT)
              .description(setting.description().replace("%", "%%"))
              .setter(remember(setting, flags))
              .build());
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // A value that starts with @ is that value, not the name of a file of arguments.
    commandLine.setExpandAtFiles(false);
    return commandLine;
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
