package dev.cartulary.audit;

import dev.cartulary.database.InstantMicros;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether somebody has tampered with the log. Reads portion by portion, while others write.
 */
@ApplicationScoped
@ActivateRequestContext
public class AuditVerification {

  private static final int PORTION = 500;

  /** How often a removal by age may begin during a walk before the walk's fault counts. */
  private static final int MOST_WALKS = 5;

  /** What is younger is left to the server that has recorded it. */
  private static final Duration SERVERS_TURN = Duration.ofSeconds(5);

  private static final Duration SEAL_LIMIT = Duration.ofSeconds(5);

  /** An event that is not sealed after this time is a fault. */
  private static final Duration LONGEST_PENDING = Duration.ofMinutes(1);

  /**
   * The first thing that is wrong.
   *
   * @param sequence the number of the broken row
   * @param sentence what is wrong with it, for people
   */
  public record Fault(long sequence, String sentence) {}

  /**
   * What the checkpoints say.
   *
   * @param count how many there are
   * @param unsigned how many have no signature
   * @param unchecked of how many signatures it is not known whether the key is this installation's,
   *     since the encryption keys do not open
   * @param newestSigned the newest one with a signature; empty where there is none
   * @param keptOlder how many kept ones are older than the log's first row
   */
  public record Proof(
      long count,
      long unsigned,
      long unchecked,
      Optional<AuditCheckpoint> newestSigned,
      long keptOlder) {}

  /**
   * What was found.
   *
   * @param rows how many rows were read
   * @param first the row that the log begins with
   * @param end where the log ends
   * @param removals what was removed from its beginning, as far as the rows that say so are there
   * @param pending how many events are not sealed
   */
  public record Report(
      long rows,
      AuditHead first,
      AuditHead end,
      List<AuditRemoval> removals,
      Proof proof,
      long pending,
      Optional<Fault> fault) {

    private Report older(long kept) {
      Proof more =
          new Proof(proof.count, proof.unsigned, proof.unchecked, proof.newestSigned, kept);
      return new Report(rows, first, end, removals, more, pending, fault);
    }

    private Report with(long waiting, Optional<Fault> found) {
      return new Report(rows, first, end, removals, proof, waiting, found);
    }
  }

  private final AuditRepository repository;
  private final AuditCheckpointRepository checkpoints;
  private final AuditPendingRepository pending;
  private final AuditSealer sealer;
  private final CheckpointKeys keys;

  AuditVerification(
      AuditRepository repository,
      AuditCheckpointRepository checkpoints,
      AuditPendingRepository pending,
      AuditSealer sealer,
      CheckpointKeys keys) {
    this.repository = repository;
    this.checkpoints = checkpoints;
    this.pending = pending;
    this.sealer = sealer;
    this.keys = keys;
  }

  /**
   * Reads the whole log. Where it is unbroken and no server has sealed what is left or signed its
   * end, that is done now.
   */
  public Report verify(AuditExpectation expected) {
    for (int walk = 1; ; walk++) {
      List<AuditRemoval> notes = repository.notes();
      Report report = beginsWith(expected.first(), walk(notes, expected));
      if (report.fault().isEmpty()) {
        return withPending(report);
      }
      if (walk == MOST_WALKS || repository.notes().equals(notes)) {
        return report;
      }
    }
  }

  /** Never in front of the walk: what is signed was found unbroken. */
  private Report withPending(Report report) {
    boolean left =
        pending.firstAt().filter(InstantMicros.now().minus(SERVERS_TURN)::isAfter).isPresent();
    boolean signed =
        report.proof().newestSigned().map(AuditCheckpoint::head).equals(Optional.of(report.end()));
    if (left || !signed) {
      var unused = sealer.seal(SEAL_LIMIT);
    }
    Instant due = InstantMicros.now().minus(LONGEST_PENDING);
    long waiting = pending.count();
    Optional<Fault> fault =
        pending
            .firstAt()
            .filter(due::isAfter)
            .map(at ->
                new Fault(
                    report.end().sequence() + 1,
                    waiting
                        + " events are not sealed, the first of "
                        + InstantMicros.format(at)
                        + ", and cannot be sealed now: is the database writable?"));
    return report.with(waiting, fault);
  }

  private static Report beginsWith(Optional<AuditHead> expected, Report found) {
    Optional<Fault> fault =
        expected
            .filter(first -> !first.equals(found.first()))
            .map(first ->
                new Fault(
                    first.sequence(),
                    "row "
                        + first.sequence()
                        + " is not where the log begins: it begins with row "
                        + found.first()));
    return found.with(0, found.fault().or(() -> fault));
  }

  private Report walk(List<AuditRemoval> notes, AuditExpectation expected) {
    CheckpointWalk proofs = new CheckpointWalk(keys.verifier(), expected.acceptedKeys());
    // In this order: what is added in between is in front of the end, not beyond it.
    Optional<AuditCheckpoint> newest = checkpoints.newest();
    long last = repository.last();
    Optional<AuditHead> end = repository.head();
    if (end.isEmpty()) {
      return report(
          new AuditWalk(notes, List.of()),
          proofs,
          AuditHead.START,
          notes,
          Optional.of(new Fault(last, "audit_chain has no row, which says where the log ends")));
    }
    long first = repository.first();
    List<AuditCheckpoint> comparable =
        expected.kept().stream().filter(kept -> kept.size() >= first - 1).toList();
    List<AuditHead> places = new ArrayList<>(expected.places());
    comparable.forEach(kept -> places.add(kept.head()));
    AuditWalk walk = new AuditWalk(notes, places);
    Optional<Fault> fault =
        walk(walk, proofs, end.get().sequence())
            .or(() -> walk.faultOfEnd(end.get(), last))
            .or(() -> faultOfNewest(newest, end.get()))
            .or(() -> faultOfKept(comparable, proofs));
    return report(walk, proofs, end.get(), notes, fault)
        .older(expected.kept().size() - comparable.size());
  }

  private static Report report(
      AuditWalk walk,
      CheckpointWalk proofs,
      AuditHead end,
      List<AuditRemoval> notes,
      Optional<Fault> fault) {
    Proof proof =
        new Proof(proofs.count(), proofs.unsigned(), proofs.unchecked(), proofs.newestSigned(), 0);
    return new Report(walk.rows(), walk.first(), end, notes, proof, 0, fault);
  }

  private static Optional<Fault> faultOfNewest(Optional<AuditCheckpoint> newest, AuditHead end) {
    return newest
        .filter(checkpoint -> checkpoint.size() > end.sequence())
        .map(checkpoint ->
            new Fault(
                end.sequence() + 1,
                "row "
                    + (end.sequence() + 1)
                    + " is missing: the end was cut off, a checkpoint counts to "
                    + checkpoint.size()));
  }

  private static Optional<Fault> faultOfKept(List<AuditCheckpoint> kept, CheckpointWalk proofs) {
    return kept.stream().flatMap(it -> proofs.faultOfKept(it).stream()).findFirst();
  }

  private Optional<Fault> walk(AuditWalk walk, CheckpointWalk proofs, long end) {
    @Nullable Long last = null;
    List<AuditRow> rows;
    do {
      rows = repository.rows(AuditFilter.ALL, AuditOrder.ASC, last, end, PORTION);
      for (AuditRow row : rows) {
        if (walk.skips(row) && repository.first() >= row.sequence()) {
          walk.beginAt(row);
        }
        Optional<Fault> fault = walk.next(row);
        if (fault.isPresent()) {
          return fault;
        }
      }
      if (!rows.isEmpty()) {
        long reached = rows.get(rows.size() - 1).sequence();
        long before = rows.get(0).sequence() - 1;
        Optional<Fault> fault = proofs.next(checkpoints.between(before, reached), rows);
        if (fault.isPresent()) {
          return fault;
        }
        last = reached;
      }
    } while (rows.size() == PORTION);
    return Optional.empty();
  }
}
