package dev.cartulary.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads every place a setting may come from; a place read earlier wins over one read later. */
final class Layers {
  final EnumMap<Setting, Given> given = new EnumMap<>(Setting.class);
  final List<Finding> findings = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  /** Passwords seen in any layer, also in one that lost: none may show in a message. */
  final List<Secret> secrets = new ArrayList<>();

  ConfigNode tree = ConfigNode.nothing(0, "");

  private final Path directory;

  Layers(Path directory) {
    this.directory = directory;
  }

  void read(Map<Setting, String> flags, Map<String, String> environment) {
    for (Setting setting : Setting.values()) {
      String flag = flags.get(setting);
      if (flag != null) {
        String name = setting.takesFlag() ? setting.flag() : setting.variable();
        add(setting, new Given(flag, "flag " + name, name));
      }
    }
    for (Setting setting : Setting.values()) {
      String value = environment.get(setting.variable());
      if (value != null && !notMeant(setting, value)) {
        quotes(setting, value);
        add(setting, new Given(value, "environment", setting.variable()));
      }
    }
    Optional<Given> config = Optional.ofNullable(given.get(Setting.CONFIG));
    boolean replacesDotEnv = config.map(c -> isDotEnv(c.value())).orElse(false);
    if (!replacesDotEnv && Files.exists(directory.resolve(".env"))) {
      dotEnv(".env", ".env", directory.resolve(".env"));
    }
    config.ifPresent(this::configFile);
  }

  /** Of what takes any text nothing else says that the quotes are taken for a part of it. */
  private void quotes(Setting setting, String value) {
    if (Given.isQuoted(value) && setting.kind().problem(value).isEmpty() && !setting.holdsUrl()) {
      warnings.add(
          setting.variable()
              + " from the environment begins and ends with a quote, which counts as a part of it:"
              + " `docker run --env-file` hands quotes on. Remove them unless they are meant.");
    }
  }

  /** An empty variable counts as not set; only an empty DATABASE_URL is surely a mistake. */
  private boolean notMeant(Setting setting, String value) {
    if (value.isEmpty()) {
      return setting != Setting.DATABASE_URL;
    }
    if (setting == Setting.DB_PORT && value.startsWith("tcp://")) {
      // Kubernetes sets DB_PORT=tcp://… in every container when a Service is named "db".
      warnings.add(
          "DB_PORT from the environment is ignored: it is a Kubernetes service link, not a port"
              + " number.");
      return true;
    }
    return false;
  }

  private void add(Setting setting, Given value) {
    if (setting.secret() && !setting.holdsUrl()) {
      secrets.add(new Secret(value.value()));
    }
    given.putIfAbsent(setting, value);
  }

  private void configFile(Given config) {
    String shown = config.value();
    try {
      Path file = directory.resolve(shown);
      String lower = shown.toLowerCase(Locale.ROOT);
      if (isDotEnv(shown)) {
        dotEnv(config.name(), String.valueOf(file.getFileName()), file);
      } else if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
        yaml(config.name(), file);
      } else if (!shown.isBlank()) {
        wrong(
            config.name(),
            shown,
            "it is neither a .env nor a YAML file",
            "End its name in .env, .yaml or .yml");
      }
    } catch (InvalidPathException e) {
      wrong(config.name(), shown, "it is not a path", "Give the path of a file");
    }
  }

  private static boolean isDotEnv(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".env");
  }

  private void dotEnv(String setting, String name, Path file) {
    TextFile read = TextFile.read(file);
    if (read.text() == null) {
      wrong(setting, file.toString(), String.valueOf(read.problem()), read.fix());
      return;
    }
    DotEnv.Content content = DotEnv.parse(name, read.text());
    findings.addAll(content.findings());
    Map<String, DotEnv.Entry> last = new HashMap<>();
    content.entries().forEach(entry -> last.put(entry.key(), entry));
    for (Setting known : Setting.values()) {
      DotEnv.Entry entry = last.get(known.variable());
      if (entry == null) {
        continue;
      }
      if (known == Setting.CONFIG) {
        configInDotEnv(entry, name);
        continue;
      }
      if (!entry.value().isEmpty() || known == Setting.DATABASE_URL) {
        String place = name + " line " + entry.line();
        add(known, new Given(entry.value(), place, known.variable() + " (" + place + ")"));
      }
    }
  }

  /** It is too late there; unless a wrapper gives the file's variables as those of the process. */
  private void configInDotEnv(DotEnv.Entry entry, String name) {
    Given config = given.get(Setting.CONFIG);
    boolean same = config != null && config.value().equals(entry.value());
    if (!entry.value().isEmpty() && !same) {
      wrong(
          Setting.CONFIG.variable() + " (" + name + " line " + entry.line() + ")",
          entry.value(),
          "a .env file cannot name the configuration file",
          "Give --config, or set the variable in the environment");
    }
  }

  private void yaml(String setting, Path file) {
    TextFile read = TextFile.read(file);
    if (read.text() == null) {
      wrong(setting, file.toString(), String.valueOf(read.problem()), read.fix());
      return;
    }
    String name = String.valueOf(file.getFileName());
    YamlFile.Content content = YamlFile.parse(name, read.text());
    findings.addAll(content.findings());
    tree = content.root();
    for (Setting known : Setting.values()) {
      String key = known.yamlKey().orElse("");
      Optional<ConfigNode> node = key.isEmpty() ? Optional.empty() : tree.at(key);
      node.filter(n -> !n.scalar().orElse("").isEmpty() || known == Setting.DATABASE_URL)
          .filter(n -> n.kind() == ConfigNode.Kind.SCALAR)
          .ifPresent(n -> add(known, yamlValue(n, name)));
    }
  }

  private static Given yamlValue(ConfigNode node, String file) {
    String place = file + " line " + node.line();
    return new Given(node.scalar().orElse(""), place, node.path() + " (" + place + ")");
  }

  private void wrong(String setting, @Nullable String value, String problem, String fix) {
    findings.add(new Finding(setting, value, problem, fix));
  }
}
