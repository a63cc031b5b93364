package dev.cartulary.key;

import dev.cartulary.key.KeyState.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether the master key opens the data keys. Always UP: what needs no encrypted value is
 * served without them, and that is nearly everything.
 */
@Readiness
@ApplicationScoped
class KeyReadiness implements HealthCheck {

  private final KeyService keys;

  KeyReadiness(KeyService keys) {
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    KeyState state = keys.state();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("encryption")
            .up()
            .withData("masterKey", keys.origin().word())
            .withData("state", state.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    if (state.stage() == Stage.WRONG_MASTER_KEY) {
      response.withData("reason", state.reason());
    }
    return response.build();
  }
}
