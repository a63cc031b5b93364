package dev.cartulary.http.status;

import dev.cartulary.access.AuthMode;
import dev.cartulary.config.Build;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;

/** What {@code /version} says of this program. */
@Singleton
class BuildInfo {

  private final AuthMode authMode;
  private final Duration keyLifetime;

  BuildInfo(Settings settings) {
    this.authMode = AuthMode.of(settings);
    this.keyLifetime = settings.duration(Setting.IDEMPOTENCY_KEY_LIFETIME);
  }

  /**
   * Whose credentials count, for how many seconds an Idempotency-Key is known, and the members that
   * the MCP Registry API's {@code /v0.1/version} has.
   */
  JsonObject json() {
    return new JsonObject()
        .put("version", Build.THIS.version())
        .put("git_commit", Build.THIS.commit())
        .put("build_time", Build.THIS.time())
        .put("auth_mode", authMode.name().toLowerCase(Locale.ROOT))
        .put("idempotency_key_lifetime", keyLifetime.toSeconds());
  }
}
