package dev.cartulary.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.key.AuditKeyRepository.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredAuditKeysTest {

  private final List<Stored> rows = new ArrayList<>();

  @Test
  void aKeyThatAServerMakesWhileTheLogIsReadIsFound() {
    rows.add(key("first"));
    StoredAuditKeys keys = new StoredAuditKeys(() -> rows);
    assertThat(keys.find("first")).contains(rows.get(0));

    rows.add(key("second"));

    assertThat(keys.find("second")).contains(rows.get(1));
    assertThat(keys.find("third")).isEmpty();
  }

  @Test
  void rowsAreReadOnceForAllCheckpointsOfAKey() {
    List<String> reads = new ArrayList<>();
    StoredAuditKeys keys =
        new StoredAuditKeys(() -> {
          reads.add("read");
          return List.of(key("first"));
        });

    assertThat(keys.find("first")).isPresent();
    assertThat(keys.find("first")).isPresent();

    assertThat(reads).hasSize(1);
  }

  private static Stored key(String id) {
    return new Stored(id, "public", "private", "data-key", Instant.EPOCH);
  }
}
