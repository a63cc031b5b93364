package dev.cartulary.config;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/**
 * Keeps Quarkus from reading {@code ./.env}. It takes the file for Java properties, so that a
 * backslash and a u in the variable of another program would end the start, and quotes would belong
 * to a value. What is ours in the file comes through {@link SettingsConfigSource}.
 */
@StaticInitSafe
public final class WithoutDotEnv implements SmallRyeConfigBuilderCustomizer {

  @Override
  public void configBuilder(SmallRyeConfigBuilder builder) {
    // Its default sources are these and the file; there is no switch for the file alone.
    builder.setAddDefaultSources(false);
    builder.setAddSystemSources(false);
    builder.setAddPropertiesSources(true);
    builder.withSources(
        new SysPropConfigSource(), new EnvConfigSource(System.getenv(), EnvConfigSource.ORDINAL));
  }
}
