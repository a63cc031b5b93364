package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * DOWN until every source has been loaded once, by whatever process; afterwards UP, with the reason
 * shown where a source's file cannot be used and what it held before is still served.
 */
@Readiness
@ApplicationScoped
class SourceReadiness implements HealthCheck {

  private static final int REFUSALS_SHOWN = 3;

  private final SourceStates states;

  SourceReadiness(SourceStates states) {
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, SourceState> all = states.all();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("sources")
            .status(all.values().stream().allMatch(SourceState::served));
    all.forEach((name, state) -> describe(response, name, state));
    return response.build();
  }

  private static void describe(
      HealthCheckResponseBuilder response, String name, SourceState state) {
    response.withData(name + ".state", state.text());
    response.withData(name + ".entries", state.entries());
    state
        .lastLoad()
        .ifPresent(at -> response.withData(name + ".loadedAt", InstantMicros.format(at)));
    if (state.refused() > 0) {
      response.withData(name + ".refused", state.refused());
      response.withData(
          name + ".refusals",
          String.join(
              "; ",
              state.refusals().subList(0, Math.min(REFUSALS_SHOWN, state.refusals().size()))));
    }
  }
}
