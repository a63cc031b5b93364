package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Launch;
import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CartularyConfigSourceFactoryTest {
  private final Map<String, String> properties = new HashMap<>();
  private final Map<Setting, String> flags = new EnumMap<>(Setting.class);

  @Test
  void withoutALaunchItBringsNothing() {
    assertThat(CartularyConfigSourceFactory.sources(Optional.empty())).isEmpty();
  }

  @Test
  void aFlagReachesQuarkusWithEveryCharacterOfThePassword() {
    flag(Setting.DATABASE_URL, "postgres://ann:p%24%7BHOME%7D%5C%24$x@db/reg");
    flag(Setting.PORT, "8123");
    launch(ProcessMode.SERVE);

    SmallRyeConfig config = config(100);

    assertThat(config.getValue("quarkus.datasource.postgresql.password", String.class))
        .isEqualTo("p${HOME}\\$$x");
    assertThat(config.getValue("quarkus.http.port", String.class)).isEqualTo("8123");
    assertThat(config.getValue("quarkus.hibernate-orm.postgresql.active", Boolean.class)).isTrue();
  }

  @Test
  void aCommandWithoutOrmLeavesThePersistenceUnitOff() {
    flag(Setting.DATABASE_URL, "mysql://ann@db/reg");
    launch(ProcessMode.COMMAND);

    SmallRyeConfig config = config(100);

    assertThat(config.getValue("quarkus.hibernate-orm.mysql.active", Boolean.class)).isFalse();
    assertThat(config.getValue("quarkus.datasource.mysql.active", Boolean.class)).isTrue();
  }

  @Test
  void anExplicitQuarkusSettingWins() {
    flag(Setting.DATABASE_URL, "mysql://ann@db/reg");
    launch(ProcessMode.SERVE);
    properties.put("quarkus.datasource.mysql.jdbc.max-size", "99");

    assertThat(config(300).getValue("quarkus.datasource.mysql.jdbc.max-size", Integer.class))
        .isEqualTo(99);
    assertThat(config(250).getValue("quarkus.datasource.mysql.jdbc.max-size", Integer.class))
        .isEqualTo(10);
  }

  @Test
  void wrongSettingsStopTheStartWithTheirSentences() {
    flag(Setting.DATABASE_URL, "oracle://ann:hunter22@db/reg");
    flag(Setting.PORT, "x");
    launch(ProcessMode.SERVE);

    assertThatThrownBy(() -> config(100))
        .hasMessageContaining("--port is \"x\"")
        .hasMessageContaining("--database-url is \"oracle://ann:***@db/reg\"")
        .hasMessageNotContaining("hunter22");
  }

  private void launch(ProcessMode mode) {
    new Launch(mode, Settings.load(flags, Map.of(), Path.of("").toAbsolutePath())).announce();
  }

  private void flag(Setting setting, String value) {
    flags.put(setting, value);
  }

  private SmallRyeConfig config(int ordinal) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(properties, "test", ordinal))
        .withSources(new CartularyConfigSourceFactory())
        .build();
  }
}
