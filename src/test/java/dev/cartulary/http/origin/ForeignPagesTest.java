package dev.cartulary.http.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which names strangers' pages cannot reach this server. */
class ForeignPagesTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "[::1],true",
    "localhost,true",
    "app.localhost,true",
    "cartulary,true",
    "cartulary.registry.svc.cluster.local,true",
    "cartulary.local.,true",
    "'',true",
    "evil.example,false",
    "127.0.0.1.evil.example,false",
    "localhost.evil.example,false",
    "evil.example.,false",
  })
  void aLocalNameIsOneThatNobodyElseCanHave(String host, boolean local) {
    assertThat(ForeignPages.isLocal(host)).isEqualTo(local);
  }
}
