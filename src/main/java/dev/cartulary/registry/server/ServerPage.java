package dev.cartulary.registry.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of servers as it was read.
 *
 * @param nextCursor where the next page starts; null on the last one
 */
record ServerPage(List<ServerRow> rows, @Nullable String nextCursor) {

  private static final int TAG_LENGTH = 32;

  /** Changes whenever the page does: with any of its servers, their order, or what comes next. */
  String etag() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ServerRow row : rows) {
        digest.update((row.etag() + '\n').getBytes(StandardCharsets.US_ASCII));
      }
      digest.update(String.valueOf(nextCursor).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest()).substring(0, TAG_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  ServerView.Page view() {
    return ServerView.page(rows, nextCursor);
  }
}
