package dev.cartulary.audit;

import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. Without a transaction, which on SQLite would keep writers out. */
@ApplicationScoped
@ActivateRequestContext
public class AuditReader {

  /** The most rows of a page. */
  public static final int MAX_ROWS = 1000;

  private static final int PORTION = 100;

  /** A reader waits this long for what is pending to be sealed, and shows it as it is then. */
  private static final Duration SEAL_LIMIT = Duration.ofSeconds(1);

  /** After this many characters of details a page ends, save for its first portion. */
  private static final long MAX_DETAILS = 4_000_000;

  private final AuditRows rows;
  private final AuditSealer sealer;
  private final AuditLog log;
  private final AuditLines lines;

  AuditReader(AuditRows rows, AuditSealer sealer, AuditLog log, AuditLines lines) {
    this.rows = rows;
    this.sealer = sealer;
    this.log = log;
    this.lines = lines;
  }

  /**
   * A page of the rows that match. It may end before the limit where the details are long.
   *
   * @param from where the page before ended; null for the first page
   * @param limit 1 to {@link #MAX_ROWS}
   * @throws ProblemException an invalid request that names {@code limit}
   */
  AuditPage page(AuditFilter filter, AuditOrder order, @Nullable AuditPlace from, int limit) {
    if (limit < 1 || limit > MAX_ROWS) {
      throw ProblemException.invalid("limit", "write a number from 1 to " + MAX_ROWS);
    }
    AuditPlace place = from == null ? start() : from;
    List<AuditView> items = new ArrayList<>();
    long details = 0;
    while (true) {
      // One more than asked for tells whether there is a next page.
      int size = Math.min(limit + 1 - items.size(), PORTION);
      List<AuditRow> portion = rows.next(filter, order, place, null, size);
      for (AuditRow row : portion) {
        if (items.size() == limit) {
          return page(items, new AuditCursor(filter, order, place));
        }
        items.add(AuditView.of(row));
        place = place.after(row);
        details += row.details().length();
      }
      if (portion.size() < size) {
        return page(items, null);
      }
      if (details > MAX_DETAILS) {
        return page(items, new AuditCursor(filter, order, place));
      }
    }
  }

  private AuditPlace start() {
    var unused = sealer.sealIfPending(SEAL_LIMIT);
    return rows.start();
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
    String newest = log.newId();
    AuditPlace place = start();
    List<AuditRow> portion;
    do {
      portion = rows.next(filter, order, place, newest, PORTION);
      for (AuditRow row : portion) {
        output.write(lines.line(row));
        place = place.after(row);
      }
    } while (portion.size() == PORTION);
  }
}
