package dev.cartulary.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings in force: flag, else environment, else {@code .env} (or the file of {@code --config
 * x.env}), else YAML ({@code --config x.yaml}), else default.
 *
 * <p>Immutable. What the user set wrongly never throws here; it is a {@link Finding}, and the typed
 * accessors then answer with the default.
 */
public final class Settings {

  /** Who logs in to the database and how, beside the URL; SQLite has no use for any of it. */
  public static final List<Setting> LOGIN =
      List.of(
          Setting.DB_PASSWORD,
          Setting.DB_PASSWORD_FILE,
          Setting.DB_PASSWORD_COMMAND,
          Setting.DB_MIGRATION_USER,
          Setting.DB_MIGRATION_PASSWORD,
          Setting.DB_MIGRATION_PASSWORD_FILE,
          Setting.DB_MIGRATION_PASSWORD_COMMAND);

  private final EnumMap<Setting, Given> given;
  private final ConfigNode tree;
  private final Path directory;
  private final Path home;
  private final boolean databaseBlock;
  private final List<Secret> secrets;
  private final List<Finding> findings;
  private final List<String> warnings;

  /** What packages have read out of these settings, by the type that they make of it. */
  private final Map<Class<?>, Object> read = new HashMap<>();

  private Settings(Layers layers, Path directory, Path home) {
    this.given = new EnumMap<>(layers.given);
    this.tree = layers.tree;
    this.directory = directory;
    this.home = home;
    this.secrets = List.copyOf(layers.secrets);
    DatabaseForm form = DatabaseForm.of(given, tree);
    this.databaseBlock = form.block();
    this.warnings = concat(layers.warnings, form.warnings());
    this.findings = masked(concat(concat(layers.findings, form.findings()), WrongValue.in(given)));
  }

  private Settings(
      Settings base, EnumMap<Setting, Given> given, boolean databaseBlock, List<Finding> findings) {
    this.given = given;
    this.tree = base.tree;
    this.directory = base.directory;
    this.home = base.home;
    this.databaseBlock = databaseBlock;
    this.secrets = base.secrets;
    this.warnings = base.warnings;
    this.findings = findings;
  }

  /**
   * Reads all layers.
   *
   * @param flags the values of the flags that were given
   * @param environment the process environment
   * @param workingDirectory where {@code .env} is looked for and relative paths start
   */
  public static Settings load(
      Map<Setting, String> flags, Map<String, String> environment, Path workingDirectory) {
    Layers layers = new Layers(workingDirectory);
    layers.read(flags, environment);
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    return new Settings(layers, workingDirectory, workingDirectory.resolve(home));
  }

  /** These settings with the parameters of the database URL, which win over defaults only. */
  public Settings withUrlParameters(Map<Setting, String> parameters) {
    EnumMap<Setting, Given> layer = new EnumMap<>(Setting.class);
    String url = named(Setting.DATABASE_URL);
    parameters.forEach((setting, value) -> {
      String parameter = setting.urlParameter().orElse(setting.name());
      layer.put(
          setting, new Given(value, url + ", parameter " + parameter, parameter + " in " + url));
    });
    layer.keySet().removeAll(given.keySet());
    EnumMap<Setting, Given> all = new EnumMap<>(given);
    all.putAll(layer);
    return new Settings(this, all, databaseBlock, concat(findings, masked(WrongValue.in(layer))));
  }

  /**
   * These settings with another database URL, without a replica and without the logins in force, to
   * connect as somebody else.
   *
   * @param name where the URL stands, in the user's words, for findings
   * @param others settings that apply where nobody gave them
   */
  public Settings withDatabaseUrl(String name, String url, Map<Setting, String> others) {
    EnumMap<Setting, Given> changed = new EnumMap<>(given);
    changed.keySet().removeAll(LOGIN);
    changed.keySet().removeAll(List.of(Setting.DATABASE_READ_URL, Setting.DB_READ_POOL_SIZE));
    changed.put(Setting.DATABASE_URL, new Given(url, name, name));
    others.forEach((setting, value) ->
        changed.putIfAbsent(setting, new Given(value, Given.DEFAULT, setting.variable())));
    return new Settings(this, changed, false, findings);
  }

  /** These settings as if nobody had given this one. */
  public Settings without(Setting setting) {
    EnumMap<Setting, Given> changed = new EnumMap<>(given);
    changed.remove(setting);
    return new Settings(this, changed, databaseBlock, findings);
  }

  /** The value in force, the default included; empty when there is neither. */
  public Optional<String> get(Setting setting) {
    return given(setting).or(() -> defaultOf(setting));
  }

  /** The value that somebody gave, in whatever layer; empty when the default is in force. */
  public Optional<String> given(Setting setting) {
    return Optional.ofNullable(given.get(setting)).map(Given::value);
  }

  /** The value of a {@link Kind.Whole} setting. */
  public int integer(Setting setting) {
    Kind.Whole kind = (Kind.Whole) setting.kind();
    return parsed(setting, kind::parse).orElse(kind.from());
  }

  /** The value of a {@link Kind.Span} setting. */
  public Duration duration(Setting setting) {
    Kind.Span kind = (Kind.Span) setting.kind();
    return parsed(setting, kind::parse).orElse(kind.from());
  }

  /** The value of a {@link Kind.Size} setting, in bytes. */
  public int bytes(Setting setting) {
    Kind.Size kind = (Kind.Size) setting.kind();
    return parsed(setting, kind::parse).orElse(kind.from());
  }

  /**
   * The word of a {@link Kind.Choice} setting in lower case; empty when none is set and none is the
   * default.
   */
  public Optional<String> choice(Setting setting) {
    return parsed(setting, ((Kind.Choice) setting.kind())::parse);
  }

  private <T> Optional<T> parsed(Setting setting, Function<String, Optional<T>> parser) {
    return get(setting).flatMap(parser).or(() -> defaultOf(setting).flatMap(parser));
  }

  /** The value of a password setting. */
  public Optional<Secret> secret(Setting setting) {
    return get(setting).map(Secret::new);
  }

  /**
   * The file that a {@link Kind.FilePath} setting names; a relative path starts at the working
   * directory.
   */
  public Optional<Path> file(Setting setting) {
    return get(setting)
        .filter(path -> setting.kind().problem(path).isEmpty())
        .map(directory::resolve);
  }

  /**
   * Where the value in force comes from: "flag --port", "environment", ".env line 3", "default".
   */
  public String origin(Setting setting) {
    return Optional.ofNullable(given.get(setting)).map(Given::origin).orElse(Given.DEFAULT);
  }

  /**
   * The setting in the user's own words, for a finding: {@code database.port (cartulary.yaml line
   * 3)}.
   */
  public String named(Setting setting) {
    return Optional.ofNullable(given.get(setting)).map(Given::name).orElse(setting.variable());
  }

  /**
   * Whether the database is given as a block of fields; otherwise it is given, or assumed, as a
   * URL.
   */
  public boolean databaseBlock() {
    return databaseBlock;
  }

  /** The YAML tree below a top-level key; a node of kind NOTHING when there is none. */
  public ConfigNode list(String yamlKey) {
    return tree.get(yamlKey).orElse(ConfigNode.nothing(0, yamlKey));
  }

  /**
   * What a package makes of these settings. It is read once, however many ask: reading may look at
   * files.
   */
  public synchronized <T> T once(Class<T> type, Function<Settings, T> reader) {
    Object known = read.get(type);
    if (known == null) {
      known = reader.apply(this);
      read.put(type, known);
    }
    return type.cast(known);
  }

  /** Where the relative paths of single settings start. */
  public Path workingDirectory() {
    return directory;
  }

  /** Where the relative paths of blocks of the YAML file start: where that file is. */
  public Path fileDirectory() {
    return file(Setting.CONFIG).map(file -> file.toAbsolutePath().getParent()).orElse(directory);
  }

  /** The user's home directory. */
  public Path homeDirectory() {
    return home;
  }

  /** Everything that is wrong, secrets masked; the settings may be used only when this is empty. */
  public List<Finding> findings() {
    return findings;
  }

  /** What was ignored although somebody set it, as sentences. */
  public List<String> warnings() {
    return warnings;
  }

  /** The passwords in any layer, also in one that lost; those in URLs are not among them. */
  List<Secret> secrets() {
    return secrets;
  }

  /** Masks in a finding of another package the passwords that these settings hold. */
  public Finding masked(Finding finding) {
    return finding.without(secrets);
  }

  /**
   * One line of {@code config show}.
   *
   * @param value the value in force, secrets masked
   */
  public record Row(Setting setting, String value, String origin) {}

  /** Every setting that has a value, in the order of {@link Setting}. */
  public List<Row> rows() {
    return Arrays.stream(Setting.values())
        .filter(setting -> get(setting).isPresent() && applies(setting))
        .map(setting -> new Row(setting, shown(setting, get(setting).orElse("")), origin(setting)))
        .toList();
  }

  private boolean applies(Setting setting) {
    return given.containsKey(setting)
        || (databaseBlock ? setting != Setting.DATABASE_URL : !setting.namesDatabase());
  }

  private String shown(Setting setting, String value) {
    if (setting.holdsUrl()) {
      return Masking.printable(Masking.secrets(Masking.url(value), secrets));
    }
    return setting.secret()
        ? Masking.MASK
        : Masking.printable(Masking.secrets(Masking.value(value), secrets));
  }

  private Optional<String> defaultOf(Setting setting) {
    return databaseBlock ? setting.blockDefault() : setting.defaultValue();
  }

  private List<Finding> masked(List<Finding> found) {
    return found.stream().map(this::masked).toList();
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
