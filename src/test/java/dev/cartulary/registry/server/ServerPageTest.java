package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerPageTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ServerCursor NEXT =
      new ServerCursor(ServerFilter.NONE, new ServerPosition("com.example/a", "1"), NOW);

  @Test
  void theTagChangesWithAnythingThatThePageShows() {
    ServerRow one = row("1", NOW, false);
    ServerRow two = row("2", NOW, false);
    assertThat(
            List.of(
                new ServerPage(List.of(one, two), null, NOW).etag(),
                new ServerPage(List.of(two, one), null, NOW).etag(),
                new ServerPage(List.of(one), null, NOW).etag(),
                new ServerPage(List.of(one), NEXT, NOW).etag(),
                new ServerPage(List.of(row("1", NOW.plusNanos(1000), false)), null, NOW).etag(),
                new ServerPage(List.of(row("1", NOW, true)), null, NOW).etag(),
                new ServerPage(List.of(), null, NOW).etag()))
        .doesNotHaveDuplicates()
        .allMatch(tag -> tag.matches("[0-9a-f]{32}"));
    assertThat(new ServerPage(List.of(one, two), null, NOW).etag())
        .isEqualTo(new ServerPage(List.of(one, two), null, NOW).etag());
  }

  @Test
  void theTagStaysWhileOnlyOtherPagesChange() {
    ServerRow one = row("1", NOW, false);
    ServerCursor later = new ServerCursor(NEXT.filter(), NEXT.after(), NEXT.until().plusSeconds(1));
    assertThat(new ServerPage(List.of(one), later, later.until()).etag())
        .isEqualTo(new ServerPage(List.of(one), NEXT, NOW).etag());
  }

  @Test
  void theViewCountsItsServers() {
    ServerView.Page view = new ServerPage(List.of(row("1", NOW, true)), NEXT, NOW).view();
    assertThat(view.metadata()).isEqualTo(new ServerView.PageMetadata(NEXT.encode(), 1));
    assertThat(view.servers().get(0).meta().official().isLatest()).isTrue();
  }

  @Test
  void noTimeIsToldThatIsLaterThanTheBeginOfTheList() {
    ServerRow changedMeanwhile = row("1", NOW.plusSeconds(5), true);
    ServerView.Page view = new ServerPage(List.of(changedMeanwhile), null, NOW).view();
    assertThat(view.servers().get(0).meta().official().updatedAt())
        .isEqualTo("2026-01-01T00:00:00.000000Z");
  }

  private static ServerRow row(String id, Instant updated, boolean latest) {
    return new ServerRow(
        id, "com.example/a", "1", "{}", "active", null, NOW, NOW, updated, latest ? 1 : 0);
  }
}
