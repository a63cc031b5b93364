package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class WithoutDotEnvTest {

  @Test
  void theEnvironmentAndSystemPropertiesAreReadAndTheFileIsNot() {
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
    new WithoutDotEnv().configBuilder(builder);
    SmallRyeConfig config = builder.build();

    List<String> sources = new ArrayList<>();
    for (ConfigSource source : config.getConfigSources()) {
      sources.add(source.getName());
    }
    assertThat(builder.isAddDefaultSources()).isFalse();
    assertThat(sources).contains("EnvConfigSource", "SysPropConfigSource");
    assertThat(sources).noneMatch(name -> name.contains(".env"));
    assertThat(config.getConfigValue("java.version").getValue())
        .isEqualTo(System.getProperty("java.version"));
    assertThat(config.getConfigValue("PATH").getValue()).isEqualTo(System.getenv("PATH"));
  }
}
