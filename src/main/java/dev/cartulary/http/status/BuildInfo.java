package dev.cartulary.http.status;

import dev.cartulary.access.AuthMode;
import dev.cartulary.config.Build;
import dev.cartulary.config.Settings;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What {@code /version} says of this program. */
@Singleton
class BuildInfo {

  private final AuthMode authMode;

  BuildInfo(Settings settings) {
    this.authMode = AuthMode.of(settings);
  }

  /**
   * Whose credentials count, and the members that the MCP Registry API's {@code /v0.1/version} has.
   */
  JsonObject json() {
    return new JsonObject()
        .put("version", Build.THIS.version())
        .put("git_commit", Build.THIS.commit())
        .put("build_time", Build.THIS.time())
        .put("auth_mode", authMode.name().toLowerCase(Locale.ROOT));
  }
}
