package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditFilterTest {

  private static final Map<String, String> ALL =
      Map.of(
          "action", "login",
          "actor", "jane",
          "targetType", "user",
          "targetId", "u-1",
          "outcome", "denied",
          "from", "2026-01-31T08:30:00Z",
          "to", "2026-02-01T00:00:00Z");

  @Test
  void eachRestrictionIsAConditionWithItsParameter() {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    AuditFilter.read(ALL::get).restrict(conditions, parameters);
    assertThat(conditions)
        .containsExactlyInAnyOrder(
            "action = :action",
            "targetType = :targetType",
            "targetId = :targetId",
            "outcome = :outcome",
            "(actorId = :actor or actorName = :actor)",
            "occurredAt >= :from",
            "occurredAt < :to");
    assertThat(parameters)
        .containsEntry("actor", "jane")
        .containsEntry("from", Instant.parse("2026-01-31T08:30:00Z"))
        .containsOnlyKeys(ALL.keySet());
  }

  @Test
  void noRestrictionIsNoCondition() {
    List<String> conditions = new ArrayList<>();
    AuditFilter.ALL.restrict(conditions, new HashMap<>());
    assertThat(conditions).isEmpty();
    assertThat(AuditFilter.ALL.isEmpty()).isTrue();
  }

  @Test
  void theRecordOfAnExportSaysWhatWasAskedFor() {
    assertThat(AuditFilter.read(ALL::get).details()).isEqualTo(ALL);
    assertThat(AuditFilter.ALL.details()).isEmpty();
  }
}
