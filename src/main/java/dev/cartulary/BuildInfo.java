package dev.cartulary;

import dev.cartulary.access.AuthMode;
import dev.cartulary.config.Settings;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which build of Cartulary this is. The values are fixed when it is built. */
@Singleton
class BuildInfo {

  private final String version;
  private final String commit;
  private final String buildTime;
  private final AuthMode authMode;

  BuildInfo(
      @ConfigProperty(name = "quarkus.application.version") String version,
      @ConfigProperty(name = "cartulary.build.commit", defaultValue = "unknown") String commit,
      @ConfigProperty(name = "cartulary.build.time", defaultValue = "unknown") String buildTime,
      Settings settings) {
    this.version = version;
    this.commit = commit;
    this.buildTime = buildTime;
    this.authMode = AuthMode.of(settings);
  }

  /**
   * Whose credentials count, and the members that the MCP Registry API's {@code /v0.1/version} has.
   */
  JsonObject json() {
    return new JsonObject()
        .put("version", version)
        .put("git_commit", commit)
        .put("build_time", buildTime)
        .put("auth_mode", authMode.name().toLowerCase(Locale.ROOT));
  }
}
