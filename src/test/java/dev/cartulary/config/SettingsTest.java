package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory;

  private final Map<Setting, String> flags = new EnumMap<>(Setting.class);

  @Test
  void withNothingSetTheDefaultsApply() {
    Settings settings = load(Map.of());

    assertThat(settings.findings()).isEmpty();
    assertThat(settings.get(Setting.DATABASE_URL)).contains("sqlite:./cartulary.db");
    assertThat(settings.integer(Setting.PORT)).isEqualTo(8080);
    assertThat(settings.integer(Setting.DB_POOL_SIZE)).isEqualTo(10);
    assertThat(settings.duration(Setting.DB_POOL_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.duration(Setting.DB_IDLE_TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.origin(Setting.PORT)).isEqualTo("default");
  }

  @Test
  void flagBeatsEnvironmentBeatsDotEnvBeatsYamlBeatsDefault() throws IOException {
    write("c.yaml", "port: 1\nhost: yaml\nlogLevel: warn\nlogFormat: json\n");
    write(".env", "PORT=2\nHOST=dotenv\nLOG_LEVEL=error\n");
    flags.put(Setting.CONFIG, "c.yaml");
    flags.put(Setting.PORT, "4");

    Settings settings = load(Map.of("PORT", "3", "HOST", "environment"));

    assertThat(settings.findings()).isEmpty();
    assertThat(settings.rows())
        .extracting(Settings.Row::setting, Settings.Row::value, Settings.Row::origin)
        .contains(
            tuple(Setting.PORT, "4", "flag --port"),
            tuple(Setting.HOST, "environment", "environment"),
            tuple(Setting.LOG_LEVEL, "error", ".env line 3"),
            tuple(Setting.LOG_FORMAT, "json", "c.yaml line 4"),
            tuple(Setting.DB_POOL_SIZE, "10", "default"));
  }

  @Test
  void aDotEnvFileMayHoldABackslashBeforeAnyLetter() throws IOException {
    write(".env", "DB_PASSWORD='a\\users'\nOTHER=C:\\users\n");

    Settings settings = load(Map.of());

    assertThat(settings.findings()).isEmpty();
    assertThat(settings.get(Setting.DB_PASSWORD)).contains("a\\users");
  }

  @Test
  void aDotEnvFileGivenByConfigReplacesTheOneInTheDirectory() throws IOException {
    write(".env", "PORT=1\nHOST=here\n");
    write("other.env", "PORT=2\n");
    flags.put(Setting.CONFIG, "other.env");

    Settings settings = load(Map.of());

    assertThat(settings.get(Setting.PORT)).contains("2");
    assertThat(settings.origin(Setting.PORT)).isEqualTo("other.env line 1");
    assertThat(settings.get(Setting.HOST)).contains("0.0.0.0");
  }

  @Test
  void theFileOfConfigMayAlsoBeNamedByItsVariable() throws IOException {
    write("c.yml", "port: 7\n");

    assertThat(load(Map.of("CARTULARY_CONFIG", "c.yml")).integer(Setting.PORT)).isEqualTo(7);
  }

  @Test
  void emptyVariablesCountAsNotSet() throws IOException {
    write(".env", "LOG_LEVEL=\n");

    Settings settings = load(Map.of("PORT", "", "DB_POOL_SIZE", ""));

    assertThat(settings.findings()).isEmpty();
    assertThat(settings.integer(Setting.PORT)).isEqualTo(8080);
  }

  @Test
  void inDotEnvTheLastOfEqualKeysCounts() throws IOException {
    write(".env", "PORT=1\nSOMEBODY_ELSES=x\nPORT=2\n");

    assertThat(load(Map.of()).integer(Setting.PORT)).isEqualTo(2);
  }

  @Test
  void theDatabaseBlockBringsItsOwnDefaults() throws IOException {
    write("c.yaml", "database:\n  host: db\n  user: ann\n  database: reg\n");
    flags.put(Setting.CONFIG, "c.yaml");

    Settings settings = load(Map.of());

    assertThat(settings.databaseBlock()).isTrue();
    assertThat(settings.integer(Setting.DB_POOL_SIZE)).isEqualTo(25);
    assertThat(settings.integer(Setting.DB_MAX_IDLE_CONNS)).isEqualTo(5);
    assertThat(settings.duration(Setting.DB_CONN_MAX_LIFETIME)).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.choice(Setting.DB_SSL_MODE)).contains("require");
    assertThat(settings.choice(Setting.DB_ENGINE)).contains("postgresql");
  }

  @Test
  void aHostInTheEnvironmentMeansTheBlockButALoneUserDoesNot() {
    assertThat(load(Map.of("DB_HOST", "db")).databaseBlock()).isTrue();

    Settings alone = load(Map.of("DB_USER", "ann"));
    assertThat(alone.databaseBlock()).isFalse();
    assertThat(alone.warnings())
        .containsExactly(
            "DB_USER is ignored: it has a meaning only together with a database host (DB_HOST).");
  }

  @Test
  void aKubernetesServiceLinkIsNoPort() {
    Settings settings = load(Map.of("DB_HOST", "db", "DB_PORT", "tcp://10.0.0.7:5432"));

    assertThat(settings.findings()).isEmpty();
    assertThat(settings.given(Setting.DB_PORT)).isEmpty();
    assertThat(settings.warnings()).singleElement().asString().startsWith("DB_PORT");
  }

  @Test
  void rowsMaskEverySecret() {
    Settings settings =
        load(
            Map.of(
                "DATABASE_URL", "postgres://ann:hunter22@db/reg",
                "DB_PASSWORD", "hunter33",
                "HOST", "hunter33.example"));

    assertThat(settings.rows().toString()).doesNotContain("hunter22", "hunter33");
    assertThat(settings.rows())
        .extracting(Settings.Row::setting, Settings.Row::value)
        .contains(
            tuple(Setting.DATABASE_URL, "postgres://ann:***@db/reg"),
            tuple(Setting.DB_PASSWORD, "***"));
  }

  @Test
  void parametersOfTheUrlWinOverDefaultsOnly() {
    Settings settings =
        load(Map.of("DB_POOL_SIZE", "7"))
            .withUrlParameters(Map.of(Setting.DB_POOL_SIZE, "3", Setting.DB_POOL_TIMEOUT, "5"));

    assertThat(settings.integer(Setting.DB_POOL_SIZE)).isEqualTo(7);
    assertThat(settings.duration(Setting.DB_POOL_TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.origin(Setting.DB_POOL_TIMEOUT))
        .isEqualTo("DATABASE_URL, parameter pool_timeout");
  }

  @Test
  void onlySecretsTakeNoFlag() {
    assertThat(List.of(Setting.values()))
        .filteredOn(setting -> !setting.takesFlag())
        .containsExactly(
            Setting.DB_PASSWORD,
            Setting.DB_MIGRATION_PASSWORD,
            Setting.DB_ADMIN_URL,
            Setting.ENCRYPTION_KEY,
            Setting.DEFAULT_PASSWORD);
    assertThat(Setting.DB_POOL_SIZE.flag()).isEqualTo("--db-pool-size");
  }

  @Test
  void everyDefaultIsAValueThatTheSettingTakes() {
    for (Setting setting : Setting.values()) {
      setting
          .defaultValue()
          .ifPresent(v -> assertThat(setting.kind().problem(v)).as(setting.name()).isEmpty());
      setting
          .blockDefault()
          .ifPresent(v -> assertThat(setting.kind().problem(v)).as(setting.name()).isEmpty());
    }
  }

  private Settings load(Map<String, String> environment) {
    return Settings.load(flags, environment, directory);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
