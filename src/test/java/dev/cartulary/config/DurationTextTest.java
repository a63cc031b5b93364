package dev.cartulary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DurationTextTest {

  @Test
  void readsSecondsAndUnits() {
    assertThat(DurationText.parse("300")).contains(Duration.ofSeconds(300));
    assertThat(DurationText.parse("5m")).contains(Duration.ofMinutes(5));
    assertThat(DurationText.parse("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(DurationText.parse("250ms")).contains(Duration.ofMillis(250));
    assertThat(DurationText.parse("2d")).contains(Duration.ofDays(2));
  }

  @Test
  void refusesWhatIsNoDuration() {
    for (String text : new String[] {"", "-1", "5 m", "1.5h", "m", "5x", "99999999999"}) {
      assertThat(DurationText.parse(text)).as(text).isEmpty();
    }
  }

  @Property
  void whatItWritesItReads(@ForAll @LongRange(min = 0, max = 1L << 40) long milliseconds) {
    Duration duration = Duration.ofMillis(milliseconds);

    assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
  }

  @Property
  void anyTextGivesADurationOrNone(@ForAll String text) {
    assertThat(DurationText.parse(text)).isNotNull();
  }
}
