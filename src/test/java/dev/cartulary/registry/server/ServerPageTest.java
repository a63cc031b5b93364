package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerPageTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theTagChangesWithAnythingThatThePageShows() {
    ServerRow one = row("1", NOW, false);
    ServerRow two = row("2", NOW, false);
    assertThat(
            List.of(
                new ServerPage(List.of(one, two), null).etag(),
                new ServerPage(List.of(two, one), null).etag(),
                new ServerPage(List.of(one), null).etag(),
                new ServerPage(List.of(one), "next").etag(),
                new ServerPage(List.of(row("1", NOW.plusNanos(1000), false)), null).etag(),
                new ServerPage(List.of(row("1", NOW, true)), null).etag(),
                new ServerPage(List.of(), null).etag()))
        .doesNotHaveDuplicates()
        .allMatch(tag -> tag.matches("[0-9a-f]{32}"));
    assertThat(new ServerPage(List.of(one, two), null).etag())
        .isEqualTo(new ServerPage(List.of(one, two), null).etag());
  }

  @Test
  void theViewCountsItsServers() {
    ServerView.Page view = new ServerPage(List.of(row("1", NOW, true)), "next").view();
    assertThat(view.metadata()).isEqualTo(new ServerView.PageMetadata("next", 1));
    assertThat(view.servers().get(0).meta().official().isLatest()).isTrue();
  }

  private static ServerRow row(String id, Instant updated, boolean latest) {
    return new ServerRow(
        id, "com.example/a", "1", "{}", "active", null, NOW, NOW, updated, latest ? 1 : 0);
  }
}
