package dev.cartulary.cli;

import dev.cartulary.config.Setting;
import java.io.PrintStream;
import java.util.Map;

/** What {@code --help-settings} prints: every setting with its flag or variable, by subject. */
final class SettingsHelp {

  static final String FLAG = "--help-settings";

  /** The subject by the first part of the key in the YAML file. */
  private static final Map<String, String> SUBJECTS =
      Map.of(
          "database", "Database",
          "rateLimit", "Rate limits",
          "encryption", "Encryption",
          "metadata", "Metadata",
          "auth", "Users and tokens",
          "audit", "Audit log");

  private SettingsHelp() {}

  static void print(PrintStream out) {
    out.println(
        "A flag wins over its variable, that over ./.env, that over the YAML file of --config.");
    out.println("A duration is written 250ms, 30s, 5m, 1h30m or 2d; a size 512K or 16M.");
    out.println("A setting without a flag is a secret: give its variable or its file.");
    String last = "";
    for (Setting setting : Setting.values()) {
      String subject = subject(setting);
      if (!subject.equals(last)) {
        out.printf("%n%s:%n", subject);
        last = subject;
      }
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

  private static String subject(Setting setting) {
    if (setting == Setting.PGPASSFILE || setting == Setting.DB_ADMIN_URL) {
      return "Database";
    }
    String key = setting.yamlKey().orElse("");
    int dot = key.indexOf('.');
    return SUBJECTS.getOrDefault(dot < 0 ? "" : key.substring(0, dot), "Server");
  }
}
