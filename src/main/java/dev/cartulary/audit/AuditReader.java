package dev.cartulary.audit;

import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. Without a transaction, which on SQLite would keep writers out. */
@ApplicationScoped
@ActivateRequestContext
public class AuditReader {

  /** The most rows of a page. */
  public static final int MAX_ROWS = 1000;

  private static final int PORTION = 100;

  /** After this many characters of details a page ends, save for its first portion. */
  private static final long MAX_DETAILS = 4_000_000;

  private final AuditRepository repository;
  private final AuditLog log;
  private final AuditLines lines;

  AuditReader(AuditRepository repository, AuditLog log, AuditLines lines) {
    this.repository = repository;
    this.log = log;
    this.lines = lines;
  }

  /**
   * A page of the rows that match. It may end before the limit where the details are long.
   *
   * @param beyond the number of the last row of the page before; null for the first page
   * @param limit 1 to {@link #MAX_ROWS}
   * @throws ProblemException an invalid request that names {@code limit}
   */
  AuditPage page(AuditFilter filter, AuditOrder order, @Nullable Long beyond, int limit) {
    if (limit < 1 || limit > MAX_ROWS) {
      throw ProblemException.invalid("limit", "write a number from 1 to " + MAX_ROWS);
    }
    List<AuditView> items = new ArrayList<>();
    Long last = beyond;
    long details = 0;
    while (true) {
      // One more than asked for tells whether there is a next page.
      int size = Math.min(limit + 1 - items.size(), PORTION);
      List<AuditRow> rows = repository.rows(filter, order, last, null, size);
      for (AuditRow row : rows) {
        if (items.size() == limit) {
          return page(items, new AuditCursor(filter, order, items.get(limit - 1).sequence()));
        }
        items.add(AuditView.of(row));
        last = row.sequence();
        details += row.details().length();
      }
      if (rows.size() < size || last == null) {
        return page(items, null);
      }
      if (details > MAX_DETAILS) {
        return page(items, new AuditCursor(filter, order, last));
      }
    }
  }

  private static AuditPage page(List<AuditView> items, @Nullable AuditCursor next) {
    return new AuditPage(items, next == null ? null : next.text(), items.size());
  }

  /** Notes in the log that the rows that match are being exported, with the filter. */
  public void noteExport(AuditFilter filter) {
    AuditEvent event =
        new AuditEvent(Action.AUDIT_EXPORT, "audit_log", null, Outcome.SUCCESS, filter.details());
    log.recordNow(event);
  }

  /**
   * Writes every row that matches as a JSON line. Rows that are added meanwhile are left out.
   *
   * @throws IOException where the output refuses
   */
  public void export(AuditFilter filter, OutputStream output) throws IOException {
    export(filter, AuditOrder.ASC, output);
  }

  void export(AuditFilter filter, AuditOrder order, OutputStream output) throws IOException {
    long end = repository.last();
    Optional<Long> last = Optional.empty();
    List<AuditRow> rows;
    do {
      rows = repository.rows(filter, order, last.orElse(null), end, PORTION);
      for (AuditRow row : rows) {
        output.write(lines.line(row));
        last = Optional.of(row.sequence());
      }
    } while (rows.size() == PORTION);
  }
}
