package dev.cartulary.cli;

import dev.cartulary.config.Setting;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command line that only starts the server: settings as flags, and perhaps {@code serve}. It is
 * read without the model of all commands, which takes longer to build than the rest of the
 * configuration takes to read.
 *
 * @param flags the values of the flags
 * @param named whether {@code serve} is written
 */
record ServerArguments(Map<Setting, String> flags, boolean named) {

  private static final Map<String, Setting> FLAGS = flagsByName();

  /** No flag takes one of these as its value. */
  static final Set<String> COMMANDS =
      Set.of(
          "serve",
          "audit",
          "completion",
          "database",
          "config",
          "entry",
          "health",
          "key",
          "metadata",
          "migrate",
          "registry",
          "server",
          "source",
          "user",
          "version");

  private static Map<String, Setting> flagsByName() {
    Map<String, Setting> flags = new HashMap<>();
    for (Setting setting : Setting.values()) {
      if (setting.takesFlag()) {
        flags.put(setting.flag(), setting);
      }
    }
    return Map.copyOf(flags);
  }

  /**
   * Reads the arguments; empty where they ask for something else, or are wrong or unusual in any
   * way, which is for the full model to judge.
   */
  static Optional<ServerArguments> read(List<String> arguments) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    boolean named = false;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("serve") && !named) {
        named = true;
        continue;
      }
      int equals = argument.indexOf('=');
      Setting setting = setting(equals < 0 ? argument : argument.substring(0, equals));
      String value = "";
      if (equals >= 0) {
        value = argument.substring(equals + 1);
      } else if (i + 1 < arguments.size()) {
        value = arguments.get(++i);
      }
      if (setting == null || isUnusual(value) || flags.put(setting, value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new ServerArguments(flags, named));
  }

  /** Whether this is the flag of a setting, which a value follows. */
  static boolean isFlag(String argument) {
    return FLAGS.containsKey(argument);
  }

  private static @Nullable Setting setting(String flag) {
    return FLAGS.get(flag);
  }

  private static boolean isUnusual(String value) {
    return value.isEmpty() || value.startsWith("-") || COMMANDS.contains(value);
  }
}
