package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceStatesTest {

  private final SourceStates states =
      new SourceStates(new Sources(Settings.load(Map.of(), Map.of(), Path.of("."))));

  private static Source upstream(@Nullable Instant lastAttempt, int failures) {
    return source(
        DefinitionJson.source(
            "up",
            "api",
            Optional.of(
                "{\"api\":{\"endpoint\":\"https://registry.example\"},"
                    + "\"syncPolicy\":{\"interval\":\"10m\"}}")),
        lastAttempt,
        failures);
  }

  private static Source source(
      SourceDefinition definition, @Nullable Instant lastAttempt, int failures) {
    StoredSource stored =
        new StoredSource(
            "id", definition.name(), "api", null, 0, 0, null, null, lastAttempt, failures);
    return new Source("id", definition, DefinitionOrigin.API, Instant.EPOCH, Instant.EPOCH, stored);
  }

  @Test
  void whatIsPublishedToIsNeverSynced() {
    Source managed = source(SourceDefinition.published(), Instant.now(), 0);
    states.looksAgain(managed.name(), Duration.ofSeconds(5));
    assertThat(states.nextSync(managed)).isEmpty();
  }

  @Test
  void theProcessThatLooksKnowsWhen() {
    Source source = upstream(null, 0);
    assertThat(states.nextSync(source)).isEmpty();
    Instant before = Instant.now();
    states.looksAgain("up", Duration.ofMinutes(10));
    assertThat(states.nextSync(source).orElseThrow())
        .isBetween(before.plusSeconds(599), Instant.now().plusSeconds(601));
    states.looksNoMore("up");
    assertThat(states.nextSync(source)).isEmpty();
  }

  @Test
  void elseTheLastAttemptTells() {
    Instant now = Instant.now();
    assertThat(states.nextSync(upstream(now, 0))).contains(now.plusSeconds(600));
    assertThat(states.nextSync(upstream(now, 6))).contains(now.plusSeconds(64));
    assertThat(states.nextSync(upstream(now, 60))).contains(now.plusSeconds(600));
    assertThat(states.nextSync(upstream(now.minusSeconds(601), 0))).isEmpty();
  }
}
