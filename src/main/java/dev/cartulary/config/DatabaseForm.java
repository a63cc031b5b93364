package dev.cartulary.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the database is given as a URL or as a block of fields.
 *
 * <p>The block is meant when the YAML file names an engine, host, port, user or database, or when a
 * host is given anywhere. A lone {@code DB_USER} or {@code DB_PORT} in the environment is more
 * often another program's; it is ignored with a warning.
 *
 * @param block true for the block, false for a URL, given or assumed
 */
record DatabaseForm(boolean block, List<Finding> findings, List<String> warnings) {

  static DatabaseForm of(Map<Setting, Given> given, ConfigNode tree) {
    List<Setting> fields = given.keySet().stream().filter(Setting::namesDatabase).sorted().toList();
    List<Setting> meant =
        fields.stream().filter(s -> s == Setting.DB_HOST || inFile(s, tree)).toList();
    Given url = given.get(Setting.DATABASE_URL);
    if (url != null && !meant.isEmpty()) {
      String block = meant.stream().map(s -> name(given, s)).collect(Collectors.joining(", "));
      Finding both =
          new Finding(
              url.name() + " and " + block,
              null,
              "the database is given in both forms, as a URL and as a block",
              "Keep one: remove the URL, or remove engine, host, port, user and database of the"
                  + " block");
      return new DatabaseForm(false, List.of(both), List.of());
    }
    if (!meant.isEmpty()) {
      return new DatabaseForm(true, List.of(), List.of());
    }
    List<String> warnings = new ArrayList<>();
    for (Setting setting : fields) {
      warnings.add(
          name(given, setting)
              + " is ignored: it has a meaning only together with a database host (DB_HOST).");
    }
    return new DatabaseForm(false, List.of(), warnings);
  }

  private static boolean inFile(Setting setting, ConfigNode tree) {
    return setting.yamlKey().flatMap(tree::at).isPresent();
  }

  private static String name(Map<Setting, Given> given, Setting setting) {
    Given value = given.get(setting);
    return value == null ? setting.variable() : value.name();
  }
}
