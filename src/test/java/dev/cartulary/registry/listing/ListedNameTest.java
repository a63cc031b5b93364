package dev.cartulary.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ListedNameTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = START.plusSeconds(60);

  private final Map<String, ListingEntity> rows = new HashMap<>();

  @Test
  void firstSourceThatHasTheNameWinsAllItsVersions() {
    List<ListedEntry> entries =
        List.of(entry("b", "1", 0), entry("a", "2", 0), entry("b", "3", 1), entry("a", "4", 1));
    assertThat(ListedName.won(entries, List.of("a", "b")))
        .extracting(ListedEntry::version)
        .containsExactly("2", "4");
    assertThat(ListedName.won(entries, List.of("c", "b")))
        .extracting(ListedEntry::version)
        .containsExactly("1", "3");
    assertThat(ListedName.won(entries, List.of("c"))).isEmpty();
  }

  @Test
  void whatDoesNotChangeIsNotWritten() {
    assertThat(list(START, entry("a", "1", 1)).added()).hasSize(1);
    ListedName.Changes again = list(NOW, entry("a", "1", 1));
    assertThat(again.added()).isEmpty();
    assertThat(again.changed()).isEmpty();
    assertThat(row("1").updatedAt()).isEqualTo(START);
  }

  @Test
  void versionOfAnotherSourceIsNews() {
    list(START, entry("a", "1", 1));
    assertThat(list(NOW, entry("b", "1", 1)).changed()).hasSize(1);
    assertThat(row("1").updatedAt()).isEqualTo(NOW);
  }

  @Test
  void lastVersionsStayMarkedWhenAllAreGone() {
    list(START, entry("a", "1", 0), entry("a", "2", 1));
    assertThat(list(NOW).changed()).hasSize(2);
    assertThat(rows.values()).allMatch(ListingEntity::isWithdrawn);
    assertThat(rows.values()).extracting(ListingEntity::status).containsOnly("deleted");
    assertThat(row("2").isLatest()).isTrue();
    assertThat(list(NOW.plusSeconds(1)).changed()).isEmpty();
    list(NOW.plusSeconds(2), entry("a", "1", 1));
    assertThat(row("1").isWithdrawn()).isFalse();
    assertThat(row("1").status()).isEqualTo("active");
    assertThat(row("2").isLatest()).isFalse();
    assertThat(row("2").updatedAt()).isEqualTo(NOW.plusSeconds(2));
  }

  /** Whatever comes and goes: what a mirror would build from the changed rows is what is shown. */
  @Property(tries = 200)
  void oneVersionAtMostIsTheLatestAndEveryChangeIsNews(
      @ForAll @Size(max = 12)
          List<@Size(max = 3) List<@IntRange(min = 1, max = 4) Integer>> steps) {
    Map<String, String> mirror = new HashMap<>();
    Instant now = START;
    for (List<Integer> versions : steps) {
      now = now.plusSeconds(1);
      List<Integer> distinct = versions.stream().distinct().toList();
      List<ListedEntry> entries = new ArrayList<>();
      for (Integer version : distinct) {
        entries.add(entry("a", version.toString(), entries.size() == distinct.size() - 1 ? 1 : 0));
      }
      ListedName.Changes changes = list(now, entries.toArray(ListedEntry[]::new));
      for (ListingEntity row : changes.added()) {
        mirror.put(row.version(), state(row));
      }
      for (ListingEntity row : changes.changed()) {
        assertThat(row.updatedAt()).isEqualTo(now);
        mirror.put(row.version(), state(row));
      }
      Map<String, String> shown = new HashMap<>();
      rows.forEach((version, row) -> shown.put(version, state(row)));
      assertThat(mirror).isEqualTo(shown);
      assertThat(rows.values().stream().filter(ListingEntity::isLatest).count())
          .isEqualTo(rows.isEmpty() ? 0 : 1);
    }
    rows.clear();
  }

  private ListingEntity row(String version) {
    return Objects.requireNonNull(rows.get(version));
  }

  private static String state(ListingEntity row) {
    return row.status() + row.isLatest();
  }

  private ListedName.Changes list(Instant now, ListedEntry... entries) {
    ListedName.Changes changes =
        ListedName.changes(
            rows.values(),
            List.of(entries),
            now,
            entry -> new ListingEntity("id", "registry", Listing.ALL, entry, now));
    changes.added().forEach(row -> rows.put(row.version(), row));
    return changes;
  }

  private static ListedEntry entry(String source, String version, int latest) {
    return new ListedEntry(
        source + version,
        source,
        "server",
        "com.example/a",
        version,
        "active",
        START,
        START,
        latest,
        0);
  }
}
