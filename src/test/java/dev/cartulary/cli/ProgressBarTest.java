package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.cli.ProgressBar.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter shown = new StringWriter();
  private long now;

  private ProgressBar bar(Style style, Duration quiet) {
    return new ProgressBar(new PrintWriter(shown), "sync of a", style, quiet, () -> now);
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    ProgressBar bar = bar(new Style(true, 80), Duration.ZERO);
    bar.at(0, "queued");
    bar.at(0.5, "1 page");
    bar.clear();
    assertThat(shown.toString())
        .isEqualTo(
            "\rsync of a [........................] 0 % queued"
                + "\rsync of a [############............] 50 % 1 page"
                + "\r"
                + " ".repeat(48)
                + "\r")
        .doesNotContain("\u001b", "\n");
  }

  @Test
  void aShorterLineLeavesNothingOfALongerOne() {
    ProgressBar bar = bar(new Style(true, 80), Duration.ZERO);
    bar.at(0.1, "a long message");
    bar.at(0.1, "short");
    assertThat(shown.toString()).endsWith("short" + " ".repeat("a long message".length() - 5));
  }

  @Test
  void noLineIsAsWideAsTheTerminal() {
    bar(new Style(true, 30), Duration.ZERO).at(1, "x".repeat(100));
    assertThat(shown.toString()).hasSize(1 + 29);
  }

  @Test
  void elsewhereThereIsALineAtEachTenth() {
    ProgressBar bar = bar(new Style(false, 80), Duration.ZERO);
    for (int percent = 0; percent <= 100; percent++) {
      bar.at(percent / 100.0, percent == 0 ? "queued" : "");
    }
    bar.at(7, "");
    bar.clear();
    assertThat(shown.toString().lines())
        .hasSize(11)
        .startsWith("sync of a: 0 % queued", "sync of a: 10 %")
        .endsWith("sync of a: 90 %", "sync of a: 100 %");
  }

  @Test
  void whatIsOverInAMomentShowsNothing() {
    ProgressBar bar = bar(new Style(false, 80), Duration.ofSeconds(1));
    bar.at(0.5, "");
    assertThat(shown.toString()).isEmpty();
    now = Duration.ofSeconds(1).toNanos();
    bar.at(0.6, "\u001b[31mred");
    assertThat(shown.toString()).startsWith("sync of a: 60 % ").doesNotContain("\u001b");
  }

  @Test
  void theEnvironmentGivesTheWidth() {
    assertThat(Style.of(Map.of("COLUMNS", "120")).width()).isEqualTo(120);
    assertThat(Style.of(Map.of("COLUMNS", "wide")).width()).isEqualTo(80);
    assertThat(Style.of(Map.of("COLUMNS", "3")).width()).isEqualTo(80);
    assertThat(Style.of(Map.of("NO_COLOR", "1")).terminal()).isFalse();
    assertThat(Style.of(Map.of("TERM", "dumb")).terminal()).isFalse();
  }
}
