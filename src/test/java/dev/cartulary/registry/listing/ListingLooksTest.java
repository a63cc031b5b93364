package dev.cartulary.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.registry.RegistryChanged;
import dev.cartulary.source.CatalogChanged;
import dev.cartulary.source.SourcesChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Over a reader that counts, and a clock that the test moves. */
class ListingLooksTest {

  private static final ListingState FIRST = state(1);
  private static final ListingState SECOND = state(2);

  private final Map<String, ListingState> stored = new HashMap<>(Map.of("team", FIRST));
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private long now = Long.MAX_VALUE - 5; // such a clock may start anywhere, and run over
  private int reads;
  private Runnable during = () -> {};
  private boolean away;

  private final ListingLooks looks =
      new ListingLooks(
          new ListingLooks.Reader() {
            @Override
            public void refresh() {
              if (away) {
                throw new IllegalStateException("the database is away");
              }
            }

            @Override
            public Map<String, ListingState> states() {
              reads++;
              during.run();
              return stored;
            }
          },
          waiting::add,
          () -> now);

  private static ListingState state(long millis) {
    return new ListingState("id", Instant.ofEpochMilli(millis));
  }

  private void look() {
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
  }

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }

  @Test
  void nobodyWaitsForALookAndNoneIsMadeUnasked() {
    assertThat(waiting).isEmpty();
    assertThat(looks.state("team")).isEmpty();
    assertThat(looks.state("team")).isEmpty();
    look();
    assertThat(looks.state("team")).contains(FIRST);
    assertThat(looks.state("other")).isEmpty();
    assertThat(reads).isEqualTo(1);
    pass(10_000);
    assertThat(waiting).isEmpty();
  }

  @Test
  void nothingCountsForLongerThanASecond() {
    looks.state("team");
    look();
    pass(999);
    assertThat(looks.state("team")).contains(FIRST);
    pass(1);
    assertThat(looks.state("team")).isEmpty();
  }

  @Test
  void underLoadTheNextLookIsMadeBeforeTheLastOneEnds() {
    looks.state("team");
    look();
    pass(499);
    looks.state("team");
    assertThat(waiting).isEmpty();
    pass(1);
    stored.put("team", SECOND);
    assertThat(looks.state("team")).contains(FIRST);
    look();
    assertThat(looks.state("team")).contains(SECOND);
    pass(900);
    assertThat(looks.state("team")).contains(SECOND);
  }

  @Test
  void theSecondBeginsBeforeAnythingIsRead() {
    during = () -> pass(800);
    looks.state("team");
    look();
    pass(200);
    assertThat(looks.state("team")).isEmpty();
  }

  @Test
  void aChangeOfThisProcessEndsWhatIsKnown() {
    List<Runnable> changes =
        List.of(
            () -> looks.forget(new CatalogChanged("s", Set.of())),
            () -> looks.forget(new RegistryChanged("r")),
            () -> looks.forget(new SourcesChanged(List.of())));
    for (Runnable change : changes) {
      looks.state("team");
      look();
      assertThat(looks.state("team")).isPresent();
      change.run();
      assertThat(looks.state("team")).isEmpty();
    }
  }

  @Test
  void aLookDuringWhichSomethingChangesDoesNotCount() {
    during = () -> looks.forget(new CatalogChanged("s", Set.of()));
    looks.state("team");
    look();
    assertThat(looks.state("team")).isEmpty();
    during = () -> {};
    look();
    assertThat(looks.state("team")).contains(FIRST);
  }

  @Test
  void whereTheDatabaseIsAwayItIsLookedAtOnceASecond() {
    away = true;
    assertThat(looks.state("team")).isEmpty();
    look();
    assertThat(looks.state("team")).isEmpty();
    assertThat(waiting).isEmpty();
    away = false;
    pass(1_000);
    assertThat(looks.state("team")).isEmpty();
    look();
    assertThat(looks.state("team")).contains(FIRST);
  }

  @Test
  void aProcessThatStopsLooksNoMore() {
    ListingLooks stopping =
        new ListingLooks(
            new ListingLooks.Reader() {
              @Override
              public void refresh() {}

              @Override
              public Map<String, ListingState> states() {
                return stored;
              }
            },
            look -> false,
            () -> now);
    assertThat(stopping.state("team")).isEmpty();
    assertThat(stopping.state("team")).isEmpty();
  }
}
