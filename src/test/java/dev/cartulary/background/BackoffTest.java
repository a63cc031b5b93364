package dev.cartulary.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void pausesDoubleUpToTheLongestAndBeginAgainAfterASuccess() {
    Backoff pauses = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3));

    assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(3));
    pauses.reset();
    assertThat(pauses.failed()).isEqualTo(Duration.ofSeconds(1));
  }
}
