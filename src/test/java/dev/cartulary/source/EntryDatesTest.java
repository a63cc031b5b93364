package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.source.EntryRepository.Stored;
import dev.cartulary.source.StagedRepository.Staged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryDatesTest {

  private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant THERE = Instant.parse("2025-01-01T00:00:00Z");

  @Test
  void whereNothingIsSaidItIsWhenItWasFirstSeen() {
    assertThat(EntryDates.of(entry("active", null, null), null, NOW))
        .isEqualTo(new EntryDates(NOW, NOW));
    assertThat(EntryDates.of(entry("active", null, null), stored("active"), NOW))
        .isEqualTo(new EntryDates(BEFORE, BEFORE));
    assertThat(EntryDates.of(entry("deprecated", null, null), stored("active"), NOW))
        .isEqualTo(new EntryDates(BEFORE, NOW));
  }

  @Test
  void whatTheRegistrySaidWins() {
    assertThat(EntryDates.of(entry("active", THERE, null), null, NOW))
        .isEqualTo(new EntryDates(THERE, THERE));
    assertThat(EntryDates.of(entry("active", THERE, BEFORE), stored("active"), NOW))
        .isEqualTo(new EntryDates(THERE, BEFORE));
  }

  private static Staged entry(
      String status, @Nullable Instant publishedAt, @Nullable Instant changedAt) {
    return new Staged("server", "a/b", "1", "{}", "", status, null, changedAt, publishedAt, null);
  }

  private static Stored stored(String status) {
    return new Stored(
        "id",
        "server",
        "com.example/a",
        "1",
        "{}",
        "",
        status,
        null,
        BEFORE,
        BEFORE,
        1,
        null,
        null);
  }
}
