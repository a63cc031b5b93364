package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditPlaceTest {

  private static AuditRow event(String id) {
    return new AuditRow(
        0,
        id,
        Instant.EPOCH,
        "process",
        "process",
        "test",
        null,
        null,
        null,
        "login",
        null,
        null,
        "success",
        null,
        "{}",
        "",
        "");
  }

  @Test
  void aRowThatWasSealedWhenTheListBeganIsPassedByItsNumberAndAnyOtherByItsId() {
    AuditPlace start = AuditPlace.start(5);
    AuditRow pending = event("b");
    AuditRow sealedLater = event("a").after(new AuditHead(5, AuditHead.START.hash()));
    AuditRow sealedBefore = event("c").after(new AuditHead(4, AuditHead.START.hash()));
    assertThat(start.after(pending)).isEqualTo(new AuditPlace(5, null, "b"));
    assertThat(start.after(sealedLater)).isEqualTo(new AuditPlace(5, null, "a"));
    assertThat(start.after(pending).after(sealedBefore)).isEqualTo(new AuditPlace(5, 5L, "b"));
  }

  @Test
  void anEventThatIsNotSealedIsShownWithoutAPlace() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String pending = new String(new AuditLines(json).line(event("b")), StandardCharsets.UTF_8);
    assertThat(pending)
        .contains("\"id\":\"b\"", "\"sealed\":false")
        .doesNotContain("sequence", "ash")
        .endsWith("\n");
    String sealed =
        new String(
            new AuditLines(json).line(event("b").after(AuditHead.START)), StandardCharsets.UTF_8);
    assertThat(sealed).contains("\"sequence\":1", "\"hash\":\"").doesNotContain("sealed\"");
  }

  @Test
  void theColumnsOfARowAreAsManyAsTheStatementHas() {
    assertThat(event("a").texts()).hasSize(AuditRow.COLUMNS - 2);
  }

  @Test
  void keysArePublishedAsAKeySet() throws Exception {
    CheckpointKeySet set =
        CheckpointKeySet.of(List.of(new CheckpointKeys.Published("k", "abc", Instant.EPOCH)));
    assertThat(new ObjectMapper().writeValueAsString(set))
        .isEqualTo(
            "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"use\":\"sig\",\"alg\":\"EdDSA\","
                + "\"kid\":\"k\",\"x\":\"abc\"}]}");
  }
}
