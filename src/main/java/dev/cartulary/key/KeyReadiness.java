package dev.cartulary.key;

import dev.cartulary.key.KeyState.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * DOWN where the master key does not open the data keys. While the keys are being opened it is UP:
 * what needs them waits for them.
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
            .status(state.stage() != Stage.WRONG_MASTER_KEY)
            .withData("masterKey", keys.origin().word())
            .withData("state", state.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    if (state.stage() == Stage.WRONG_MASTER_KEY) {
      response.withData("reason", state.reason());
    }
    return response.build();
  }
}
