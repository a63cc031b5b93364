package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublishedVersionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** From semver.org, section 11, with what plain text order and small numbers get wrong. */
  private static final List<String> ASCENDING =
      List.of(
          "main",
          "nightly",
          "0.9.0",
          "1.0.0-9",
          "1.0.0-99999999999999999999",
          "1.0.0-a",
          "1.0.0-a-b",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0",
          "1.9.0",
          "v1.10.0",
          "1.10.1",
          "20240101120000.0.0",
          "99999999999999999999.0.0");

  @Test
  void versionsOrderByPrecedenceAndAnyOtherTextComesFirst() {
    List<PublishedVersion> shuffled =
        new ArrayList<>(ASCENDING.stream().map(v -> new PublishedVersion(v, NOW)).toList());
    Collections.shuffle(shuffled, new Random(7));
    Collections.sort(shuffled);
    assertThat(shuffled).extracting(PublishedVersion::toString).isEqualTo(ASCENDING);
  }

  @Test
  void otherTextsOrderByTheTimeOfPublishing() {
    PublishedVersion later = new PublishedVersion("alpha", NOW.plusSeconds(1));
    assertThat(later).isGreaterThan(new PublishedVersion("beta", NOW));
  }

  @Test
  void buildMetadataDoesNotCount() {
    PublishedVersion later = new PublishedVersion("1.0.0+a", NOW.plusSeconds(1));
    assertThat(later).isGreaterThan(new PublishedVersion("1.0.0+b", NOW));
  }

  @Test
  void whatIsNotTheGrammarIsNoSemanticVersion() {
    assertThat(Stream.of("1.0", "01.0.0", "1.0.0-01", " 1.0.0", "1.0.0-", "1.0.0+", "", "1.0.0.0"))
        .allMatch(text -> SemanticVersion.parse(text).isEmpty());
  }
}
