package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetadataItemTest {

  @Test
  void showsAValueThatIsStoredInClear() {
    MetadataItem item = item(null);
    assertThat(item.value()).contains("stored");
    assertThat(item.state().encrypted()).isFalse();
    assertThat(item.state().etag()).isEqualTo("\"3-id\"");
  }

  @Test
  void showsAnEncryptedValueOnlyWhereItWasRevealed() {
    MetadataItem item = item("key");
    assertThat(item.state().encrypted()).isTrue();
    assertThat(item.value()).isEmpty();
    assertThat(item.withValue("clear").value()).contains("clear");
  }

  @Test
  void namesTheItemWithoutItsValue() {
    assertThat(item(null)).hasToString("user:a/k version 3");
  }

  private static MetadataItem item(@Nullable String dataKey) {
    return new MetadataItem(
        "user:a", "k", "stored", "id", 3, Instant.EPOCH, Instant.EPOCH, dataKey);
  }
}
