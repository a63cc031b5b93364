package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceStateTest {

  private static final Instant LOADED = Instant.ofEpochSecond(1);

  @Test
  void theWordTellsWhetherThereIsSomethingToServeAndWhetherItIsThePresentFile() {
    assertThat(SourceState.LOADING.word()).isEqualTo("loading");
    assertThat(SourceState.LOADING.withProblem("gone").word()).isEqualTo("failed");
    assertThat(SourceState.of(stored(LOADED, null)).word()).isEqualTo("loaded");
    assertThat(SourceState.of(stored(LOADED, "gone")).word()).isEqualTo("stale");
  }

  @Test
  void whatWasLoadedStaysKnownBesideAProblem() {
    SourceState state = SourceState.of(stored(LOADED, null)).withProblem("gone");

    assertThat(state.entries()).isEqualTo(7);
    assertThat(state.refused()).isEqualTo(2);
    assertThat(state.lastLoad()).contains(LOADED);
    assertThat(state.served()).isTrue();
    assertThat(SourceState.of(stored(null, null)).lastLoad()).isEmpty();
  }

  private static StoredSource stored(@Nullable Instant loadedAt, @Nullable String error) {
    return new StoredSource("id", "name", "file", "hash", 7, 2, loadedAt, error, null, 0);
  }
}
