package dev.cartulary.audit;

import dev.cartulary.audit.AuditVerification.Fault;
import dev.cartulary.database.InstantMicros;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over the log's rows in their order, which stops at the first broken one. */
final class AuditWalk {

  private final List<AuditRemoval> removals;
  private final Map<Long, String> noted;
  private final List<AuditHead> expected;
  private final Map<Long, Set<String>> expectedAt;
  private long rows;
  private @Nullable AuditHead first;
  private @Nullable AuditRow previous;

  /** The row that the walk began at where rows in front of it were removed because of their age. */
  private @Nullable AuditRow beginning;

  /**
   * A pass that has not begun.
   *
   * @param removals all removals that are noted
   * @param expected places that the log must have
   */
  AuditWalk(List<AuditRemoval> removals, List<AuditHead> expected) {
    this.removals = List.copyOf(removals);
    // Of two notes for one row the later one counts; both are rows that the walk looks at.
    this.noted =
        removals.stream()
            .map(AuditRemoval::lastRemoved)
            .collect(Collectors.toMap(AuditHead::sequence, AuditHead::hash, (a, b) -> b));
    this.expected = List.copyOf(expected);
    this.expectedAt =
        expected.stream()
            .collect(
                Collectors.groupingBy(
                    AuditHead::sequence, Collectors.mapping(AuditHead::hash, Collectors.toSet())));
  }

  /** The first row; where the log is empty, the place in front of it. */
  AuditHead first() {
    return first == null ? AuditHead.START : first;
  }

  /** How many rows were looked at. */
  long rows() {
    return rows;
  }

  /** Whether rows in front of this one are not there, and a note says that they may be gone. */
  boolean skips(AuditRow row) {
    return row.sequence() > due()
        && noted.keySet().stream().anyMatch(end -> end >= row.sequence() - 1);
  }

  /** The number that the next row must have. */
  private long due() {
    return previous == null ? 1 : previous.sequence() + 1;
  }

  /** Takes the row as the log's first one, since those in front of it were removed. */
  void beginAt(AuditRow row) {
    beginning = row;
    previous = null;
  }

  /** Looks at the row; the fault that it shows, its own or that of the row before. */
  Optional<Fault> next(AuditRow row) {
    rows++;
    if (first == null) {
      first = row.head();
    }
    Optional<Fault> fault =
        faultOfNumber(row)
            .or(() -> faultOfHash(row))
            .or(() -> faultOfLink(row))
            .or(() -> faultOfPlace(row))
            .or(() -> faultOfNote(row))
            .or(() -> faultOfAge(row));
    previous = row;
    return fault;
  }

  private Optional<Fault> faultOfNumber(AuditRow row) {
    if (row.equals(beginning) || row.sequence() == due()) {
      return Optional.empty();
    }
    if (row.sequence() < due()) {
      return fault(row.sequence(), "was inserted: the log's first number is 1");
    }
    long lastMissing = row.sequence() - 1;
    return fault(
        due(),
        lastMissing == due() ? "is missing" : "is missing, and all up to row " + lastMissing);
  }

  private static Optional<Fault> faultOfHash(AuditRow row) {
    return row.isIntact()
        ? Optional.empty()
        : fault(row.sequence(), "was changed: its hash does not fit its content");
  }

  private Optional<Fault> faultOfLink(AuditRow row) {
    if (row.equals(beginning)) {
      String hash = noted.get(row.sequence() - 1);
      return hash == null || hash.equals(row.previousHash())
          ? Optional.empty()
          : fault(
              row.sequence(),
              "was changed: it does not follow the last removed row that audit_prune notes");
    }
    if (previous == null) {
      return row.previousHash().equals(AuditHead.START.hash())
          ? Optional.empty()
          : fault(row.sequence(), "was changed: it follows another row, and is the first one");
    }
    return row.previousHash().equals(previous.hash())
        ? Optional.empty()
        : fault(
            previous.sequence(),
            "was changed, and its hash made to fit: row "
                + row.sequence()
                + " has another hash of it");
  }

  private Optional<Fault> faultOfPlace(AuditRow row) {
    String note = noted.get(row.sequence());
    if (note != null && !note.equals(row.hash())) {
      return fault(row.sequence(), "was changed: audit_prune notes another hash of it");
    }
    return expectedAt.getOrDefault(row.sequence(), Set.of()).stream().allMatch(row.hash()::equals)
        ? Optional.empty()
        : fault(row.sequence(), "was changed: another hash of it is expected");
  }

  /** Whoever can write the database can note a removal, and make it look like one by age. */
  private static Optional<Fault> faultOfNote(AuditRow row) {
    return PruneNote.removal(row)
        .flatMap(AuditRemoval::fault)
        .flatMap(why -> fault(row.sequence(), "was not written by Cartulary: " + why));
  }

  /** A removal goes up to the first row that is young enough, and never further. */
  private Optional<Fault> faultOfAge(AuditRow row) {
    for (AuditRemoval removal : removals) {
      Instant olderThan = removal.olderThan();
      long last = removal.lastRemoved().sequence();
      if (olderThan == null) {
        continue;
      }
      boolean older = row.occurredAt().isBefore(olderThan);
      if ((row.sequence() == last + 1 && older) || (row.sequence() <= last && !older)) {
        return fault(
            removal.notedBy(),
            "was not written by Cartulary: it notes that the rows up to "
                + last
                + " are those older than "
                + InstantMicros.format(olderThan)
                + ", and row "
                + row.sequence()
                + (older ? " is older, too" : " is not"));
      }
    }
    return Optional.empty();
  }

  /**
   * The fault that shows at the end.
   *
   * @param end what audit_chain says
   * @param last the number of the last row, read before that
   */
  Optional<Fault> faultOfEnd(AuditHead end, long last) {
    long reached = previous == null ? 0 : previous.sequence();
    if (reached < end.sequence()) {
      return fault(
          reached + 1, "is missing: the end was cut off, audit_chain counts to " + end.sequence());
    }
    if (!end.hash().equals(previous == null ? AuditHead.START.hash() : previous.hash())) {
      return fault(end.sequence(), "was changed: audit_chain has another hash of it");
    }
    if (last > end.sequence()) {
      return fault(
          end.sequence() + 1, "or one after it was inserted: the log ends at " + end.sequence());
    }
    return expected.stream().flatMap(place -> faultOfExpected(place, end).stream()).findFirst();
  }

  private Optional<Fault> faultOfExpected(AuditHead place, AuditHead end) {
    if (place.sequence() > end.sequence()) {
      return fault(
          place.sequence(), "is missing: the end was cut off, the log ends at " + end.sequence());
    }
    long first = beginning == null ? 1 : beginning.sequence();
    if (place.sequence() >= first || place.equals(AuditHead.START)) {
      return Optional.empty(); // the walk has compared it
    }
    String known =
        beginning != null && place.sequence() == first - 1
            ? beginning.previousHash()
            : noted.get(place.sequence());
    return place.hash().equals(known)
        ? Optional.empty()
        : fault(
            place.sequence(),
            "cannot be compared with what is expected: the log begins with row "
                + first
                + ". Expect a later row");
  }

  private static Optional<Fault> fault(long sequence, String what) {
    return Optional.of(new Fault(sequence, "row " + sequence + " " + what));
  }
}
