package dev.cartulary.cli;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.cartulary.config.Setting;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;

/** What {@code --help-settings} prints: every setting with its flag or variable, by subject. */
final class SettingsHelp {

  static final String FLAG = "--help-settings";

  private SettingsHelp() {}

  static void print(PrintStream out) {
    out.println(
        "A flag wins over its variable, that over ./.env, that over the YAML file of --config.");
    out.println("A duration is written 250ms, 30s, 5m, 1h30m or 2d; a size 512K or 16M.");
    out.println("A setting without a flag is a secret: give its variable or its file.");
    Arrays.stream(Setting.values())
        .collect(groupingBy(Setting::subject, LinkedHashMap::new, toList()))
        .forEach((subject, settings) -> {
          out.printf("%n%s:%n", subject);
          settings.forEach(setting -> print(setting, out));
        });
  }

  private static void print(Setting setting, PrintStream out) {
    String range = setting.kind().range().replaceFirst(" \\(such as.*", "");
    out.printf(
        "  %s%s%n      %s%s%n",
        setting.takesFlag() ? setting.flag() + ", " : "",
        setting.variable(),
        setting.description(),
        (range.equals("text") ? "" : "; " + range)
            + setting.defaultValue().map(value -> "; default: " + value).orElse(""));
  }
}
