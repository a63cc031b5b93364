package dev.cartulary.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntryReaderTest {

  private static final EntryReader READER = new EntryReader();

  private static String skill(String name, String more) {
    return " {\"namespace\": \"com.example\", \"name\": \""
        + name
        + "\", \"description\": \"Reads\", \"version\": \"1.0\""
        + more
        + "}\n";
  }

  @Test
  void aDocumentStaysAsItWasWritten() throws CatalogException {
    CatalogEntry entry =
        READER.read(EntryType.SKILL, skill("review", ", \"status\": \"archived\", \"n\": 1.50"));
    assertThat(entry.name()).isEqualTo("com.example/review");
    assertThat(entry.status()).isEqualTo("archived");
    assertThat(entry.document()).endsWith(",\"n\":1.50}").doesNotContain(": ");
    assertThat(READER.read(EntryType.PLUGIN, skill("review", "")).status()).isEqualTo("active");
  }

  @Test
  void whatBreaksARuleIsRefusedWithTheReason() {
    assertThatThrownBy(() -> READER.read(EntryType.SKILL, skill("Review", "")))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> READER.read(EntryType.SKILL, skill("a1", ",\"version\":\"2\"")))
        .hasMessageContaining("it has two members \"version\"");
    assertThatThrownBy(() -> READER.read(EntryType.PLUGIN, "{}"))
        .isInstanceOf(CatalogException.class);
  }

  @Test
  void aMemberOfABodyIsCutOutAsItWasWritten() {
    assertThat(PublishedText.member("{ \"a\": 1, \"skill\": {\"x\": 1.0} }", "skill"))
        .contains("{\"x\":1.0}");
    assertThat(PublishedText.member("{}", "skill")).isEmpty();
  }
}
