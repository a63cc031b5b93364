package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExtensionPageTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String GONE =
      "{\"namespace\":\"com.example\",\"name\":\"a\","
          + "\"description\":\"No longer in this registry\",\"version\":\"1\",\"status\":\"deleted\"}";

  @Test
  void aDocumentIsServedAsItIsAndOfWhatIsGoneOnlyThatItIs() {
    ServerPage page =
        new ServerPage(
            List.of(
                row("{\"x\": 1.0}", "active"), row("{\"x\":2}", "deleted"), row(null, "deleted")),
            null,
            NOW);
    ExtensionPage.Skills skills = ExtensionPage.skills(page);
    assertThat(skills.skills())
        .extracting(ExtensionPage.Document::json)
        .containsExactly("{\"x\": 1.0}", GONE, GONE);
    assertThat(skills.metadata()).isEqualTo(new ServerView.PageMetadata(null, 3));
  }

  @Test
  void thePageBeforeAnotherOneHasItsCursor() {
    ServerCursor next =
        new ServerCursor(ServerFilter.NONE, new ServerPosition("com.example/a", "1"), NOW);
    ExtensionPage.Plugins plugins =
        ExtensionPage.plugins(new ServerPage(List.of(row("{}", "active")), next, NOW));
    assertThat(plugins.plugins()).containsExactly(new ExtensionPage.Document("{}"));
    assertThat(plugins.metadata()).isEqualTo(new ServerView.PageMetadata(next.encode(), 1));
  }

  private static ServerRow row(@Nullable String document, String status) {
    return new ServerRow("1", "com.example/a", "1", document, status, null, NOW, NOW, NOW, 1);
  }
}
