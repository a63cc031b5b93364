package dev.cartulary.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkMemoryTest {

  private static final int WORDS = 1000;

  @Test
  void oneArrayServesOneAfterTheOther() {
    WorkMemory memory = new WorkMemory(WORDS, Duration.ofHours(1));

    long[] first = memory.lend(WORDS, array -> array);

    assertThat(first).hasSize(WORDS);
    assertThat(memory.<long[]>lend(10, array -> array)).isSameAs(first);
    memory.lend(
        WORDS,
        outer -> {
          assertThat(memory.<long[]>lend(WORDS, inner -> inner)).isNotSameAs(outer);
          return outer;
        });
  }

  @Test
  void aLargerOneIsMadeForOneUse() {
    WorkMemory memory = new WorkMemory(WORDS, Duration.ofHours(1));

    long[] larger = memory.lend(WORDS + 1, array -> array);

    assertThat(larger).hasSize(WORDS + 1);
    assertThat(memory.<long[]>lend(WORDS, array -> array)).hasSize(WORDS);
  }

  @Test
  void itIsGivenBackAfterAQuietTime() {
    WorkMemory memory = new WorkMemory(WORDS, Duration.ofMillis(1));
    for (int burst = 0; burst < 2; burst++) {
      WeakReference<long[]> kept = new WeakReference<>(memory.lend(WORDS, array -> array));
      Await.until(Duration.ofSeconds(30), "the array is collected", () -> kept.get() == null);
    }
  }
}
