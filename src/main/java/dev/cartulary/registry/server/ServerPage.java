package dev.cartulary.registry.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of servers as it was read.
 *
 * @param next where the next page starts; null on the last one
 * @param until no time that the page shows is later: a mirror may go on from the greatest one that
 *     it saw, and misses nothing that changed while it was reading
 */
record ServerPage(List<ServerRow> rows, @Nullable ServerCursor next, Instant until) {

  private static final int TAG_LENGTH = 32;

  /** Changes whenever the page does: with any of its servers, their order, or what comes next. */
  String etag() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ServerRow row : rows) {
        digest.update((row.etag() + '\n').getBytes(StandardCharsets.US_ASCII));
      }
      String after = next == null ? "" : next.after().name() + '\n' + next.after().version();
      digest.update(after.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  ServerView.Page view() {
    return new ServerView.Page(
        rows.stream().map(row -> ServerView.of(row, until)).toList(),
        new ServerView.PageMetadata(next == null ? null : next.encode(), rows.size()));
  }
}
