package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongSettingsTest {
  @TempDir Path directory;

  private final Map<Setting, String> flags = new EnumMap<>(Setting.class);

  @Test
  void allFindingsComeAtOnceInTheUsersWords() throws IOException {
    Files.writeString(directory.resolve("c.yaml"), "database:\n  maxOpenConns: -1\n");
    Files.writeString(directory.resolve(".env"), "\nDB_POOL_TIMEOUT=0\n");
    flags.put(Setting.CONFIG, "c.yaml");
    flags.put(Setting.LOG_FORMAT, "jsn");

    assertThat(sentences(Map.of("PORT", "70000", "LOG_LEVEL", "loud", "DB_AUTO_MIGRATE", "maybe")))
        .containsExactlyInAnyOrder(
            "PORT is \"70000\": it must be a whole number from 0 to 65535. Use for example 8080.",
            "LOG_LEVEL is \"loud\": it must be one of debug, info, warn, error. Use for example"
                + " info.",
            "--log-format is \"jsn\": it must be one of text, json. Did you mean \"json\"?",
            "DB_AUTO_MIGRATE is \"maybe\": it must be one of true, false, embedded."
                + " Use for example true.",
            "database.maxOpenConns (c.yaml line 2) is \"-1\": it must be a whole number from 1 to"
                + " 1000. Use for example 10.",
            "DB_POOL_TIMEOUT (.env line 2) is \"0\": it must be a duration from 1ms to 1h"
                + " (such as 30s, 5m, 1h30m, or a plain number of seconds). Use for example 30s.");
  }

  @Test
  void zeroAndNegativePoolSizesAreRefused() {
    assertThat(sentences(Map.of("DB_POOL_SIZE", "0")))
        .containsExactly(
            "DB_POOL_SIZE is \"0\": it must be a whole number from 1 to 1000. Use for example 10.");
    assertThat(sentences(Map.of("DB_POOL_SIZE", "-3"))).hasSize(1);
  }

  @Test
  void aSizeOfKeptAnswersIsOneWithinBounds() {
    assertThat(sentences(Map.of("CATALOG_ANSWERS_SIZE", "much")))
        .containsExactly(
            "CATALOG_ANSWERS_SIZE is \"much\": it must be a size from 0 to 1G (such as 16M, 512K, or"
                + " bytes). Use for example 16M.");
    assertThat(sentences(Map.of("CATALOG_ANSWERS_SIZE", "2G"))).hasSize(1);
    assertThat(sentences(Map.of("CATALOG_ANSWERS_SIZE", "0"))).isEmpty();
  }

  @Test
  void upperCaseWordsAreUnderstood() {
    assertThat(sentences(Map.of("LOG_LEVEL", "DEBUG", "DB_AUTO_MIGRATE", "False"))).isEmpty();
  }

  @Test
  void bothFormsOfTheDatabaseNameBothPlaces() throws IOException {
    Files.writeString(directory.resolve("c.yaml"), "database:\n  host: db\n  user: ann\n");
    flags.put(Setting.CONFIG, "c.yaml");

    assertThat(sentences(Map.of("DATABASE_URL", "postgres://ann:hunter22@db/reg")))
        .containsExactly(
            "DATABASE_URL and database.host (c.yaml line 2), database.user (c.yaml line 3): the"
                + " database is given in both forms, as a URL and as a block. Keep one: remove the"
                + " URL, or remove engine, host, port, user and database of the block.");
  }

  @Test
  void aUrlInTheFileBesideTheFieldsIsBothFormsToo() throws IOException {
    Files.writeString(directory.resolve("c.yaml"), "database:\n  url: sqlite:x.db\n  host: db\n");
    flags.put(Setting.CONFIG, "c.yaml");

    assertThat(sentences(Map.of()))
        .singleElement()
        .asString()
        .startsWith(
            "database.url (c.yaml line 2) and database.host (c.yaml line 3): the database is given"
                + " in both forms");
  }

  @Test
  void configFilesThatCannotBeReadAreNamed() throws IOException {
    Files.createDirectory(directory.resolve("dir.yaml"));
    Files.write(directory.resolve("latin1.env"), new byte[] {'A', '=', (byte) 0xe4});

    assertThat(config("missing.yaml"))
        .containsExactly(
            "--config is \""
                + directory.resolve("missing.yaml")
                + "\": there is no such file."
                + " Correct the path or create the file.");
    assertThat(config("dir.yaml"))
        .containsExactly(
            "--config is \""
                + directory.resolve("dir.yaml")
                + "\": it is a directory. Give the path of a file.");
    assertThat(config("latin1.env")).singleElement().asString().contains("it is not UTF-8 text");
    assertThat(config("settings.json"))
        .containsExactly(
            "--config is \"settings.json\": it is neither a .env nor a YAML file."
                + " End its name in .env, .yaml or .yml.");
  }

  @Test
  void aDotEnvThatIsADirectoryIsNamed() throws IOException {
    Files.createDirectory(directory.resolve(".env"));

    assertThat(sentences(Map.of()))
        .singleElement()
        .asString()
        .contains(".env", "it is a directory");
  }

  @Test
  void aPasswordIsMaskedInTheFindingsOfOtherSettings() {
    assertThat(sentences(Map.of("DB_PASSWORD", "hunter22", "LOG_LEVEL", "hunter22")))
        .singleElement()
        .asString()
        .startsWith("LOG_LEVEL is \"***\"");
  }

  private List<String> config(String path) {
    flags.put(Setting.CONFIG, path);
    return sentences(Map.of());
  }

  private List<String> sentences(Map<String, String> environment) {
    return Settings.load(flags, environment, directory).findings().stream()
        .map(Finding::sentence)
        .toList();
  }
}
