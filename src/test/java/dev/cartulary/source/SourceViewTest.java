package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceViewTest {

  private static final Instant TIME = Instant.parse("2026-11-28T01:02:03.000004Z");

  private static Source source(SourceDefinition definition) {
    return new Source(
        "id",
        definition,
        DefinitionOrigin.API,
        TIME,
        TIME,
        new StoredSource("id", definition.name(), "managed", null, 3, 1, TIME, null, null, 0));
  }

  @Test
  void itHasTheKeysOfTheConfigurationAndHowItStands() {
    Source source = source(SourceDefinition.published());
    SourceView view =
        SourceView.of(source, SourceState.of(source.stored()), Optional.of(TIME.plusSeconds(5)));
    assertThat(view.name()).isEqualTo("published");
    assertThat(view.origin()).isEqualTo("api");
    assertThat(view.definition()).containsKey("managed");
    assertThat(view.status().kind()).isEqualTo("managed");
    assertThat(view.status().state()).isEqualTo("loaded");
    assertThat(view.status().entries()).isEqualTo(3);
    assertThat(view.status().loadedAt()).isEqualTo("2026-11-28T01:02:03.000004Z");
    assertThat(view.status().nextSyncAt()).isEqualTo("2026-11-28T01:02:08.000004Z");
  }

  @Test
  void whatIsNotKnownIsNull() {
    Source source = source(SourceDefinition.sample());
    SourceView view = SourceView.of(source, SourceState.LOADING, Optional.empty());
    assertThat(view.status().nextSyncAt()).isNull();
    assertThat(view.status().loadedAt()).isNull();
    assertThat(view.status().state()).isEqualTo("loading");
  }

  @Test
  void tagsOfDifferentTimesDiffer() {
    assertThat(SourceView.etag(TIME)).startsWith("\"").isNotEqualTo(SourceView.etag(Instant.EPOCH));
  }

  @Test
  void aDraftAndAVersionSayWhatTheyAre() {
    EntryDraft draft = new EntryDraft("skill", "a/b", "1", "{}", "a/b", Set.of(), "active", null);
    assertThat(draft.keptFor("[]").claims()).isEqualTo("[]");
    assertThat(draft.keptFor("[]").keptFor(null)).isEqualTo(draft);
    ManagedVersion gone = new ManagedVersion("id", "1.0.0", "deleted", null, TIME, 1);
    assertThat(gone.isDeleted()).isTrue();
    ManagedVersion next =
        new ManagedVersion("id", "1.1.0", "active", null, TIME.minusSeconds(9), 0);
    assertThat(next.ordered().isLaterThan(gone.ordered())).isTrue();
  }
}
