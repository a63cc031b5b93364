package dev.cartulary.source;

import dev.cartulary.database.InstantMicros;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * DOWN until every source of the configuration has been loaded once, by whatever process;
 * afterwards UP, also where a source's file cannot be used and what it held before is still served.
 * Anybody may read the answer: names of sources that are kept for some, paths and what is in files
 * stay in the log.
 */
@Readiness
@ApplicationScoped
class SourceReadiness implements HealthCheck {

  private final Sources sources;
  private final SourceStates states;
  private final ConfigurationState configuration;

  SourceReadiness(Sources sources, SourceStates states, ConfigurationState configuration) {
    this.sources = sources;
    this.configuration = configuration;
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, SourceState> all = states.all();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("sources").status(sources.isRead() && areLoaded());
    response.withData("configuration", configuration.word());
    response.withData("generation", configuration.generation());
    Set<String> open = states.seenByEverybody();
    all.forEach((name, state) -> {
      if (open.contains(name)) {
        describe(response, name, state);
      }
    });
    List<SourceState> kept =
        all.keySet().stream().filter(name -> !open.contains(name)).map(all::get).toList();
    if (!kept.isEmpty()) {
      response.withData("notPublic", kept.size());
      response.withData(
          "notPublic.notLoaded", kept.stream().filter(state -> !state.served()).count());
    }
    return response.build();
  }

  /** A source that somebody made over the API must not take all of the server away. */
  private boolean areLoaded() {
    return sources.all().stream()
        .filter(source -> source.origin() != DefinitionOrigin.API)
        .allMatch(source -> states.get(source.name()).served());
  }

  private static void describe(
      HealthCheckResponseBuilder response, String name, SourceState state) {
    response.withData(name + ".state", state.word());
    response.withData(name + ".entries", state.entries());
    state
        .lastLoad()
        .ifPresent(at -> response.withData(name + ".loadedAt", InstantMicros.format(at)));
    if (state.refused() > 0) {
      response.withData(name + ".refused", state.refused());
    }
  }
}
