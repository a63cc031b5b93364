package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCursorTest {

  private static final AuditFilter FILTER =
      new AuditFilter(
          "login", "jané ,\"", "user", null, "denied", Instant.parse("2026-01-31T08:30:00Z"), null);

  @Test
  void givesBackFilterOrderAndPlaceAndNeedsNoEncodingInAUrl() {
    for (AuditPlace place :
        List.of(
            AuditPlace.start(0),
            new AuditPlace(4711, 4711L, null),
            new AuditPlace(4711, null, "0193d1f0-0000-7000-8000-000000000001"))) {
      AuditCursor cursor = new AuditCursor(FILTER, AuditOrder.ASC, place);
      assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
      assertThat(AuditCursor.parse(cursor.text())).isEqualTo(cursor);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "WyJhMSJd", "e30", "bnVsbA", "////"})
  void refusesWhatIsNoCursorByName(String text) {
    assertThatThrownBy(() -> AuditCursor.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("cursor: ");
  }

  @Property
  void noTextBreaksIt(@ForAll String text) {
    assertThatThrownBy(() -> AuditCursor.parse(text)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "action, logim, Did you mean \"login\"?",
    "outcome, failed, 'success, denied'",
    "from, yesterday, RFC 3339",
    "from, +99999-01-01T00:00:00Z, RFC 3339",
    "to, 2026-01-31T08:30:00 01:00, %2B"
  })
  void aWrongFilterIsSaidWithItsName(String field, String text, String advice) {
    Map<String, String> given = Map.of(field, text);
    assertThatThrownBy(() -> AuditFilter.read(given::get))
        .hasMessageStartingWith(field + ": ")
        .hasMessageContaining(advice);
  }

  @Test
  void aRangeMustNotBeEmpty() {
    Map<String, String> given =
        Map.of("from", "2026-01-31T08:30:00Z", "to", "2026-01-31T09:30:00+01:00");
    assertThatThrownBy(() -> AuditFilter.read(given::get)).hasMessageStartingWith("to: ");
  }
}
