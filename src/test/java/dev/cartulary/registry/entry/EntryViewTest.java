package dev.cartulary.registry.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryViewTest {

  @Test
  void aRowIsShownWithItsTimesAsTexts() {
    Instant time = Instant.parse("2026-11-28T01:02:03.000004Z");
    EntryRow row =
        new EntryRow(
            "id", "own", "skill", "a/b", "1", "active", null, time, time.plusSeconds(1), 1, null);
    EntryView view = EntryView.of(row);
    assertThat(view.isLatest()).isTrue();
    assertThat(view.claims()).isNull();
    assertThat(view.publishedAt()).isEqualTo("2026-11-28T01:02:03.000004Z");
    assertThat(view.updatedAt()).isEqualTo("2026-11-28T01:02:04.000004Z");
  }

  @Test
  void aFilterTakesKnownWords() {
    EntryFilter filter = EntryFilter.of(null, "plugin", "a/b", null, "archived");
    assertThat(filter.type()).contains("plugin");
    assertThat(filter.name()).contains("a/b");
    assertThat(filter.source()).isEqualTo(Optional.empty());
    assertThat(filter.status()).contains("archived");
    assertThat(EntryFilter.type("skill")).isEqualTo("skill");
    assertThatThrownBy(() -> EntryFilter.of(null, "tool", null, null, null))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("type: write one of server, skill, plugin");
    assertThatThrownBy(() -> EntryFilter.of(null, null, null, null, "gone"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("status");
    assertThatThrownBy(() -> EntryFilter.of("a\u0000", null, null, null, null))
        .isInstanceOf(ProblemException.class);
  }
}
