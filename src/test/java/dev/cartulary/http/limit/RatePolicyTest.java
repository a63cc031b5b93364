package dev.cartulary.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RatePolicyTest {

  private static final class Clock implements TimeMeter {
    private long nanos;

    void pass(Duration span) {
      nanos += span.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  private final Clock clock = new Clock();
  private final RatePolicy policy =
      new RatePolicy("address", "from one address", 4, Duration.ofMinutes(2), clock);

  @Test
  void quotaIsUsedUpAndFillsSteadily() {
    assertThat(policy.header()).isEqualTo("\"address\";q=4;w=120");
    RatePolicy.Result first = policy.count("a");
    assertThat(policy.header(first)).isEqualTo("\"address\";r=3;t=30");
    policy.count("a");
    policy.count("a");
    assertThat(policy.header(policy.count("a"))).isEqualTo("\"address\";r=0;t=120");

    clock.pass(Duration.ofSeconds(10));
    RatePolicy.Result refused = policy.count("a");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(20));
    assertThat(policy.count("b").allowed()).isTrue();

    clock.pass(Duration.ofSeconds(20));
    assertThat(policy.count("a").allowed()).isTrue();
    assertThat(policy.count("a").allowed()).isFalse();
  }

  @Test
  void whatIsGivenBackDoesNotCount() {
    for (int i = 0; i < 10; i++) {
      assertThat(policy.count("a").allowed()).isTrue();
      policy.giveBack("a");
    }
    assertThat(policy.count("a").remaining()).isEqualTo(3);
  }

  @Test
  void theQuietestClientIsForgottenFirst() {
    for (int i = 0; i < 4; i++) {
      policy.count("quiet");
      policy.count("busy");
    }
    for (int i = 0; i < 2 * RatePolicy.MOST_CLIENTS; i++) {
      policy.count("client " + i);
      if (i % 100 == 0) {
        policy.count("busy");
      }
    }
    assertThat(policy.count("busy").allowed()).isFalse();
    assertThat(policy.count("quiet").allowed()).isTrue();
  }
}
