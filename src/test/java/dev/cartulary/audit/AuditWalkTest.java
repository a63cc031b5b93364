package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.audit.AuditVerification.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of tampering, on ten rows. */
class AuditWalkTest {

  private static final int ROWS = 10;

  private final List<AuditRow> rows = new ArrayList<>();
  private final List<AuditHead> notes = new ArrayList<>();
  private final List<AuditHead> expected = new ArrayList<>();
  private AuditHead end = AuditHead.START;

  AuditWalkTest() {
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(end, "n" + i));
      end = rows.get(i).head();
    }
  }

  private static AuditRow row(AuditHead before, String name) {
    return new AuditRow(
            before.sequence() + 1,
            Instant.EPOCH,
            "process",
            "process",
            name,
            null,
            null,
            null,
            "login",
            null,
            null,
            "success",
            null,
            "{}",
            before.hash(),
            "")
        .sealed();
  }

  private static AuditRow with(AuditRow row, long sequence, String name) {
    return new AuditRow(
        sequence,
        row.occurredAt(),
        row.actorKind(),
        row.actorId(),
        name,
        null,
        null,
        null,
        row.action(),
        null,
        null,
        row.outcome(),
        null,
        row.details(),
        row.previousHash(),
        row.hash());
  }

  private Optional<String> fault() {
    AuditWalk walk = new AuditWalk(notes, expected);
    long first = rows.isEmpty() ? 0 : rows.get(0).sequence();
    for (AuditRow row : rows) {
      if (walk.skips(row) && first >= row.sequence()) {
        walk.beginAt(row);
      }
      Optional<Fault> fault = walk.next(row);
      if (fault.isPresent()) {
        return fault.map(Fault::sentence);
      }
    }
    long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).sequence();
    return walk.faultOfEnd(end, last).map(Fault::sentence);
  }

  @Test
  void anUntouchedLogIsWholeAndHasWhatIsExpected() {
    expected.add(rows.get(3).head());
    expected.add(end);
    expected.add(AuditHead.START);
    assertThat(fault()).isEmpty();
  }

  @Test
  void aChangedRow() {
    rows.set(4, with(rows.get(4), 5, "other"));
    assertThat(fault().orElseThrow()).startsWith("row 5 was changed: its hash");
  }

  @Test
  void aChangedRowWhoseHashWasMadeToFit() {
    rows.set(4, with(rows.get(4), 5, "other").sealed());
    assertThat(fault().orElseThrow()).startsWith("row 5 was changed, and its hash made to fit");
  }

  @Test
  void theLastRowWithItsHashMadeToFit() {
    rows.set(9, with(rows.get(9), 10, "other").sealed());
    assertThat(fault().orElseThrow()).startsWith("row 10 was changed: audit_chain");
  }

  @Test
  void aDeletedRow() {
    rows.remove(4);
    assertThat(fault()).contains("row 5 is missing");
    rows.remove(4);
    assertThat(fault()).contains("row 5 is missing, and all up to row 6");
  }

  @Test
  void twoSwappedRows() {
    AuditRow fifth = rows.get(4);
    rows.set(4, with(rows.get(6), 5, rows.get(6).actorName()));
    rows.set(6, with(fifth, 7, fifth.actorName()));
    assertThat(fault().orElseThrow()).startsWith("row 5 was changed");
  }

  @Test
  void anInsertedRow() {
    rows.add(4, row(rows.get(3).head(), "inserted"));
    for (int i = 5; i < rows.size(); i++) {
      rows.set(i, with(rows.get(i), i + 1, rows.get(i).actorName()));
    }
    assertThat(fault().orElseThrow()).startsWith("row 6 was changed");
  }

  @Test
  void aRowInFrontOfTheFirst() {
    rows.add(0, row(new AuditHead(-1, end.hash()), "inserted"));
    assertThat(fault().orElseThrow()).startsWith("row 0 was inserted");
  }

  @Test
  void aRowBeyondTheEnd() {
    AuditWalk walk = new AuditWalk(notes, expected);
    rows.forEach(walk::next);
    assertThat(walk.faultOfEnd(end, 11).orElseThrow().sentence()).contains("was inserted");
  }

  @Test
  void aCutEnd() {
    rows.remove(9);
    assertThat(fault().orElseThrow()).startsWith("row 10 is missing: the end was cut off");
    rows.clear();
    assertThat(fault().orElseThrow()).startsWith("row 1 is missing: the end was cut off");
  }

  @Test
  void aCutEndWithTheChainSetBackShowsByWhatIsExpected() {
    expected.add(end);
    rows.remove(9);
    end = rows.get(8).head();
    assertThat(fault().orElseThrow()).startsWith("row 10 is missing: the end was cut off");
  }

  @Test
  void aForgedLogShowsByWhatIsExpected() {
    expected.add(rows.get(6).head());
    for (int i = 4; i < ROWS; i++) {
      rows.set(i, row(rows.get(i - 1).head(), "forged"));
    }
    end = rows.get(9).head();
    assertThat(fault().orElseThrow()).startsWith("row 7 was changed: another hash");
  }

  @Test
  void aBeginningThatWasRemovedAndNoted() {
    AuditHead removed = rows.get(2).head();
    rows.subList(0, 3).clear();
    assertThat(fault()).contains("row 1 is missing, and all up to row 3");
    notes.add(removed);
    expected.add(removed);
    assertThat(fault()).isEmpty();
    expected.add(new AuditHead(1, end.hash()));
    assertThat(fault().orElseThrow()).contains("cannot be compared");
  }

  @Test
  void aBeginningOfWhichMoreWasRemovedThanNoted() {
    notes.add(rows.get(2).head());
    rows.subList(0, 4).clear();
    assertThat(fault()).contains("row 1 is missing, and all up to row 4");
  }

  @Test
  void aRemovalThatIsNotDoneYet() {
    notes.add(rows.get(6).head());
    rows.subList(0, 3).clear();
    assertThat(fault()).isEmpty();
    rows.set(3, with(rows.get(3), 7, "other").sealed());
    assertThat(fault().orElseThrow()).startsWith("row 7 was changed: audit_prune notes");
  }

  @Test
  void aNoteForAnotherBeginning() {
    notes.add(new AuditHead(3, end.hash()));
    rows.subList(0, 3).clear();
    assertThat(fault().orElseThrow()).startsWith("row 4 was changed: it does not follow");
  }
}
