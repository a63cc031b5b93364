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
  private final List<AuditRemoval> notes = new ArrayList<>();
  private final List<AuditHead> expected = new ArrayList<>();
  private AuditHead end = AuditHead.START;

  AuditWalkTest() {
    for (int i = 0; i < ROWS; i++) {
      rows.add(row(end, "n" + i));
      end = rows.get(i).head();
    }
  }

  private static AuditRow row(AuditHead before, String name) {
    return row(before, "process", name, "login", "{}");
  }

  private static AuditRow row(
      AuditHead before, String kind, String name, String action, String details) {
    return new AuditRow(
            before.sequence() + 1,
            null,
            at(before.sequence() + 1),
            kind,
            "process",
            name,
            null,
            null,
            null,
            action,
            null,
            null,
            "success",
            null,
            details,
            before.hash(),
            "")
        .sealed();
  }

  private static AuditRow with(AuditRow row, long sequence, String name) {
    return new AuditRow(
        sequence,
        null,
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

  /** One event a second. */
  private static Instant at(long sequence) {
    return Instant.EPOCH.plusSeconds(sequence);
  }

  /** The removal of all rows up to this one, which are older than the next. */
  private static AuditRemoval removal(AuditHead last) {
    return removal(last, at(last.sequence() + 1));
  }

  private static AuditRemoval removal(AuditHead last, Instant olderThan) {
    return new AuditRemoval(last, 11, "process test", at(11), olderThan);
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
    notes.add(removal(removed));
    expected.add(removed);
    assertThat(fault()).isEmpty();
    expected.add(new AuditHead(1, end.hash()));
    assertThat(fault().orElseThrow()).contains("cannot be compared");
  }

  @Test
  void aBeginningOfWhichMoreWasRemovedThanNoted() {
    notes.add(removal(rows.get(2).head()));
    rows.subList(0, 4).clear();
    assertThat(fault()).contains("row 1 is missing, and all up to row 4");
  }

  @Test
  void aRemovalThatIsNotDoneYet() {
    notes.add(removal(rows.get(6).head()));
    rows.subList(0, 3).clear();
    assertThat(fault()).isEmpty();
    rows.set(3, with(rows.get(3), 7, "other").sealed());
    assertThat(fault().orElseThrow()).startsWith("row 7 was changed: audit_prune notes");
  }

  @Test
  void aNoteForAnotherBeginning() {
    notes.add(removal(new AuditHead(3, end.hash())));
    rows.subList(0, 3).clear();
    assertThat(fault().orElseThrow()).startsWith("row 4 was changed: it does not follow");
  }

  @Test
  void aForgedNoteWhoseTimeDoesNotFitTheRowsAroundIt() {
    notes.add(removal(rows.get(2).head(), at(8)));
    rows.subList(0, 3).clear();
    assertThat(fault().orElseThrow())
        .startsWith("row 11 was not written by Cartulary: it notes that the rows up to 3 are")
        .endsWith("and row 4 is older, too");
    notes.set(0, removal(notes.get(0).lastRemoved(), at(2)));
    rows.add(0, row(new AuditHead(2, "0".repeat(64)), "kept"));
    assertThat(fault().orElseThrow()).startsWith("row 3 was changed"); // it is not the row noted
  }

  @Test
  void aRowThatIsKeptAlthoughItIsNotOlderThanTheNoteSays() {
    notes.add(removal(rows.get(6).head(), at(6)));
    rows.subList(0, 3).clear();
    assertThat(fault().orElseThrow()).startsWith("row 11 was not").endsWith("and row 6 is not");
  }

  @Test
  void aNoteThatCartularyCannotHaveWritten() {
    String told = "{\"lastRemovedHash\":\"%s\",\"lastRemovedSequence\":\"%d\"%s}";
    String hash = rows.get(2).hash();
    String older = ",\"olderThan\":\"1970-01-01T00:00:04Z\"";
    record Forged(String kind, String details, String why) {}
    for (Forged forged :
        List.of(
            new Forged("user", told.formatted(hash, 3, older), "it is by user n, and only"),
            new Forged("process", told.formatted(hash, 3, ""), "it does not say what"),
            new Forged(
                "process",
                told.formatted(hash, 3, ",\"olderThan\":\"1970-01-02T00:00:00Z\""),
                "it does not say what"),
            new Forged("process", told.formatted(hash, 12, older), "it notes a row that comes"))) {
      AuditRow note = row(end, forged.kind(), "n", "audit_prune", forged.details());
      AuditWalk walk = new AuditWalk(List.of(), List.of());
      rows.forEach(walk::next);
      assertThat(walk.next(note).map(Fault::sentence).orElseThrow())
          .startsWith("row 11 was not written by Cartulary: " + forged.why());
    }
    AuditRow good = row(end, "process", "n", "audit_prune", told.formatted(hash, 3, older));
    assertThat(PruneNote.removal(good))
        .contains(new AuditRemoval(rows.get(2).head(), 11, "process n", at(11), at(4)));
    rows.add(good);
    end = good.head();
    assertThat(fault()).isEmpty();
  }

  @Test
  void theWalkKnowsWhereTheLogBegins() {
    AuditWalk walk = new AuditWalk(notes, expected);
    assertThat(walk.first()).isEqualTo(AuditHead.START);
    rows.forEach(walk::next);
    assertThat(walk.first()).isEqualTo(rows.get(0).head());
  }
}
