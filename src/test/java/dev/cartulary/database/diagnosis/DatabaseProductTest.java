package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Settings;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.testing.Troubleshooting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseProductTest {

  @Test
  void olderVersionsThanTheOldestSupportedAreRefused() {
    DatabaseSettings postgres = settings("postgres://ann@db/registry");
    assertThatThrownBy(() -> new DatabaseProduct("PostgreSQL", "12.22").verified(postgres))
        .isInstanceOf(UnsupportedDatabase.class)
        .satisfies(old ->
            Troubleshooting.assertShown("the-server-is-too-old", String.valueOf(old.getMessage())));
    assertThat(new DatabaseProduct("PostgreSQL", "13.0").verified(postgres).name())
        .isEqualTo("PostgreSQL");

    DatabaseSettings mysql = settings("mysql://ann@db/registry");
    assertThatThrownBy(() -> new DatabaseProduct("MySQL", "5.7.44").verified(mysql))
        .hasMessageContaining("MySQL 8.0.19 or newer");
    assertThatThrownBy(() -> new DatabaseProduct("MariaDB", "10.5.9-MariaDB").verified(mysql))
        .hasMessageContaining("MariaDB 10.6 or newer");
  }

  @Test
  void anotherProductThanTheUrlSaysIsRefused() {
    assertThatThrownBy(() ->
            new DatabaseProduct("PostgreSQL", "18.6").verified(settings("mysql://ann@db/registry")))
        .hasMessageStartingWith("DATABASE_URL says MySQL, but PostgreSQL 18.6 answered at ");
  }

  private static DatabaseSettings settings(String url) {
    Settings settings = Settings.load(Map.of(), Map.of("DATABASE_URL", url), Path.of(""));
    return DatabaseSettings.resolve(settings).settings().orElseThrow();
  }
}
