package dev.cartulary.audit;

import dev.cartulary.http.page.Cursor;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows the checkpoints and their keys. */
@ApplicationScoped
class CheckpointReader {

  private static final Pattern CURSOR = Pattern.compile("c1:([0-9]{1,18})");

  private final AuditCheckpointRepository checkpoints;
  private final CheckpointKeys keys;

  CheckpointReader(AuditCheckpointRepository checkpoints, CheckpointKeys keys) {
    this.checkpoints = checkpoints;
    this.keys = keys;
  }

  /**
   * A page, the newest first.
   *
   * @param cursor {@code nextCursor} of the page before; null for the first page
   * @param limit 1 to {@link AuditReader#MAX_ROWS}
   * @throws ProblemException an invalid request that names {@code limit} or {@code cursor}
   */
  CheckpointPage page(@Nullable String cursor, int limit) {
    if (limit < 1 || limit > AuditReader.MAX_ROWS) {
      throw ProblemException.invalid("limit", "write a number from 1 to " + AuditReader.MAX_ROWS);
    }
    long before = cursor == null ? Long.MAX_VALUE : size(cursor);
    List<AuditCheckpoint> found = checkpoints.before(before, limit + 1);
    List<CheckpointView> items = found.stream().limit(limit).map(CheckpointView::of).toList();
    String next =
        found.size() > limit ? Cursor.of("c1:" + items.get(items.size() - 1).size()) : null;
    return new CheckpointPage(items, next, items.size());
  }

  private static long size(String cursor) {
    Matcher matcher = CURSOR.matcher(Cursor.content(cursor).orElse(""));
    if (matcher.matches()) {
      return Long.parseLong(matcher.group(1));
    }
    throw ProblemException.invalid(
        "cursor", "is not one that a page gave as nextCursor; leave it out to start again");
  }

  CheckpointKeySet keys() {
    return CheckpointKeySet.of(keys.published());
  }
}
