package dev.cartulary.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.remote.FetchFailed;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ProviderOutageTest {

  @Test
  void anOutageIsToldOnceAndItsEndOnce() {
    ProviderOutage outage = new ProviderOutage("idp", Clock.systemUTC());
    FetchFailed failure = new FetchFailed("no answer");
    assertThat(outage.ends()).isFalse();
    assertThat(outage.begins(failure)).isTrue();
    assertThat(outage.begins(failure)).isFalse();
    assertThat(outage.ends()).isTrue();
    assertThat(outage.ends()).isFalse();
    assertThat(outage.begins(failure)).isTrue();
  }
}
