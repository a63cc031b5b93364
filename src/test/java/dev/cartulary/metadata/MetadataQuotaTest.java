package dev.cartulary.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Settings;
import dev.cartulary.metadata.MetadataQuota.Use;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MetadataQuotaTest {

  private static final MetadataOwner OWNER = new MetadataOwner("user:a");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private int measured;

  @Test
  void anOwnerHasAsMuchAsTheSettingsSay() {
    MetadataQuota quota = quota("10", "1K");
    quota.check(OWNER, 1, 1, NOW, measure(10, 1024));
    assertExceeded(
        quota("10", "1K"), 11, 1, "user:a would have 11 items; METADATA_QUOTA_ITEMS is 10");
    assertExceeded(quota("10", "1K"), 1, 1025, "1025 bytes of values; METADATA_QUOTA_SIZE is 1024");
    quota("0", "0").check(OWNER, 1, 1, NOW, measure(1_000_000, 1L << 40));
    quota("10", "1K").check(OWNER, 0, 0, NOW, measure(11, 1025)); // it only deletes
  }

  @Test
  void itIsMeasuredAgainWhenItMayBeTooMuchOrAMinuteIsOver() {
    MetadataQuota quota = quota("10", "0");
    quota.check(OWNER, 1, 1, NOW, measure(5, 1));
    for (int i = 0; i < 5; i++) {
      quota.check(OWNER, 1, 1, NOW.plusSeconds(60), measure(0, 0));
    }
    assertThat(measured).isEqualTo(1);
    quota.check(OWNER, 1, 1, NOW.plusSeconds(60), measure(10, 1)); // something was deleted
    assertThat(measured).isEqualTo(2);
    quota.check(new MetadataOwner("user:b"), 1, 1, NOW.plusSeconds(60), measure(1, 1));
    assertThat(measured).isEqualTo(3);
    quota.check(OWNER, 0, 1, NOW.plusSeconds(121), measure(1, 1));
    assertThat(measured).isEqualTo(4);
  }

  private void assertExceeded(MetadataQuota quota, long items, long bytes, String words) {
    assertThatThrownBy(() -> quota.check(OWNER, 1, 1, NOW, measure(items, bytes)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED))
        .hasMessageContaining(words);
  }

  private Supplier<Use> measure(long items, long bytes) {
    return () -> {
      measured++;
      return new Use(items, bytes);
    };
  }

  private static MetadataQuota quota(String items, String size) {
    return new MetadataQuota(
        Settings.load(
            Map.of(),
            Map.of("METADATA_QUOTA_ITEMS", items, "METADATA_QUOTA_SIZE", size),
            Path.of("")));
  }
}
