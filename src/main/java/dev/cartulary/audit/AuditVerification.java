package dev.cartulary.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
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

  /**
   * The first thing that is wrong.
   *
   * @param sequence the number of the broken row
   * @param sentence what is wrong with it, for people
   */
  public record Fault(long sequence, String sentence) {}

  /**
   * What was found.
   *
   * @param rows how many rows were read
   * @param first the row that the log begins with
   * @param end where the log ends
   * @param removals what was removed from its beginning, as far as the rows that say so are there
   */
  public record Report(
      long rows,
      AuditHead first,
      AuditHead end,
      List<AuditRemoval> removals,
      Optional<Fault> fault) {}

  private final AuditRepository repository;

  AuditVerification(AuditRepository repository) {
    this.repository = repository;
  }

  /**
   * Reads the whole log.
   *
   * @param expected places that are known from elsewhere; the log must have each of them
   * @param expectedFirst the row that the log must begin with; empty for any
   */
  public Report verify(List<AuditHead> expected, Optional<AuditHead> expectedFirst) {
    for (int walk = 1; ; walk++) {
      List<AuditRemoval> notes = repository.notes();
      Report report = beginsWith(expectedFirst, walk(notes, expected));
      if (report.fault().isEmpty() || walk == MOST_WALKS || repository.notes().equals(notes)) {
        return report;
      }
    }
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
    return new Report(
        found.rows(), found.first(), found.end(), found.removals(), found.fault().or(() -> fault));
  }

  private Report walk(List<AuditRemoval> notes, List<AuditHead> expected) {
    // In this order: a row that is added in between is in front of the end, not beyond it.
    long last = repository.last();
    Optional<AuditHead> end = repository.head();
    if (end.isEmpty()) {
      return new Report(
          0,
          AuditHead.START,
          AuditHead.START,
          notes,
          Optional.of(new Fault(last, "audit_chain has no row, which says where the log ends")));
    }
    AuditWalk walk = new AuditWalk(notes, expected);
    Optional<Fault> fault = walk(walk, end.get().sequence());
    return new Report(
        walk.rows(),
        walk.first(),
        end.get(),
        notes,
        fault.or(() -> walk.faultOfEnd(end.get(), last)));
  }

  private Optional<Fault> walk(AuditWalk walk, long end) {
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
        last = row.sequence();
      }
    } while (rows.size() == PORTION);
    return Optional.empty();
  }
}
