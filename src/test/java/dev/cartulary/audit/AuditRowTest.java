package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditRowTest {

  /** Computed by another program from the definition in docs/audit.md. Never to be changed. */
  static final String HASH = "6c8dee8f5e1f8f336aa3ce86d0ae167ece289af53bd0409d9bedfd41e8773dc8";

  private static final AuditRow ROW =
      new AuditRow(
          1,
          "0193d1f0-0000-7000-8000-000000000001",
          Instant.parse("2026-11-21T10:22:00.123456Z"),
          "session",
          "u-1",
          "jané",
          null,
          "192.0.2.7",
          null,
          "metadata_write",
          "metadata",
          "user:u-1",
          "success",
          null,
          "{\"set\":[\"a\"]}",
          AuditHead.START.hash(),
          HASH);

  @Test
  void theHashOfARowIsTheOneOfTheVector() throws IOException {
    assertThat(ROW.sealed().hash()).isEqualTo(HASH);
    assertThat(ROW.isIntact()).isTrue();
    assertThat(Files.readString(Path.of("docs", "audit.md"))).contains(HASH);
  }

  @Test
  void whatMovesFromOneColumnToAnotherChangesTheHash() {
    assertThat(named("ab", "c").hash())
        .isNotEqualTo(named("a", "bc").hash())
        .isNotEqualTo(named("a", "-bc").hash());
    assertThat(named("a", "").hash()).isNotEqualTo(named("a", null).hash());
    assertThat(named("a", "-").hash()).isNotEqualTo(named("a", null).hash());
  }

  private static AuditRow named(String name, @Nullable String keyId) {
    return new AuditRow(
            1,
            null,
            ROW.occurredAt(),
            "k",
            "i",
            name,
            keyId,
            null,
            null,
            "a",
            null,
            null,
            "o",
            null,
            "{}",
            AuditHead.START.hash(),
            "")
        .sealed();
  }

  /** So that a log can be verified by the program before there were ids, too. */
  @Test
  void theIdIsNoPartOfTheHashAndAnEventGetsItsPlaceOnlyWhenItIsSealed() {
    AuditRow without = named("a", null);
    AuditRow event =
        new AuditRow(
            0,
            "id",
            ROW.occurredAt(),
            "k",
            "i",
            "a",
            null,
            null,
            null,
            "a",
            null,
            null,
            "o",
            null,
            "{}",
            "",
            "");
    assertThat(event.isSealed()).isFalse();
    AuditRow sealed = event.after(AuditHead.START);
    assertThat(sealed.isSealed()).isTrue();
    assertThat(sealed.isIntact()).isTrue();
    assertThat(sealed.hash()).isEqualTo(without.hash());
    assertThat(sealed.after(sealed.head()).previousHash()).isEqualTo(sealed.hash());
  }

  @Test
  void detailsAreSortedAndCutAndKeepWhatEveryEngineCanStore() {
    assertThat(AuditText.details(Map.of("b", "ü😀", "a", List.of("2", "1"))))
        .isEqualTo("{\"a\":[\"2\",\"1\"],\"b\":\"ü\\uD83D\\uDE00\"}");
    assertThat(AuditText.cut("😀😀😀", 2)).isEqualTo("😀😀");
    assertThat(AuditText.cut("a\0b\uD800c", 9)).isEqualTo("a\uFFFDb\uFFFDc");
    List<String> many = Collections.nCopies(AuditText.MAX_LIST + 2, "k");
    assertThat(AuditText.details(Map.of("set", many))).contains("\"setLeftOut\":\"2\"");
    assertThat(AuditText.parsed("no json").textValue()).isEqualTo("no json");
  }

  @Test
  void aHeadIsReadAsItIsWritten() {
    AuditHead head = new AuditHead(12, HASH);
    assertThat(AuditHead.parse(head.toString())).contains(head);
    assertThat(AuditHead.parse("12:" + HASH.substring(1))).isEmpty();
    assertThat(AuditHead.parse("-1:" + HASH)).isEmpty();
  }
}
