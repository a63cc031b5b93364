package dev.cartulary.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of bodies, and who may send them by which name. */
class BodySizesTest {

  @Test
  void bodiesTogetherHaveABound() {
    BodyMemory memory = new BodyMemory(100);
    assertThat(memory.take(60)).isTrue();
    assertThat(memory.take(41)).isFalse();
    assertThat(memory.take(40)).isTrue();
    memory.giveBack(60);
    assertThat(memory.take(60)).isTrue();
    assertThat(BodyMemory.ofHeap().most()).isLessThan(Runtime.getRuntime().maxMemory() / 7);
  }

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
