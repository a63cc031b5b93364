package dev.cartulary.metadata;

import dev.cartulary.http.page.Cursor;
import dev.cartulary.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: after a key, in the list of one owner and one prefix. */
record ListCursor(MetadataOwner owner, String prefix, String after) {

  private static final String FORM = "m1";

  /** Reads the cursor of this very list; without one the list starts at its beginning. */
  static @Nullable String after(@Nullable String cursor, MetadataOwner owner, String prefix) {
    if (cursor == null) {
      return null;
    }
    ListCursor read = parse(cursor);
    if (!read.owner.equals(owner) || !read.prefix.equals(prefix)) {
      throw ProblemException.invalid(
          "cursor",
          "belongs to a list of another owner or prefix; send it with those it came from");
    }
    return read.after;
  }

  /** The text for the next request. No part holds a line feed, since keys and owners cannot. */
  String text() {
    return Cursor.of(String.join("\n", FORM, owner.text(), prefix, after));
  }

  private static ListCursor parse(String cursor) {
    return Cursor.content(cursor)
        .flatMap(ListCursor::read)
        .filter(read -> read.text().equals(cursor))
        .orElseThrow(() ->
            ProblemException.invalid(
                "cursor",
                "is not one that a list gave as nextCursor; leave it out to start again"));
  }

  private static Optional<ListCursor> read(String content) {
    String[] parts = content.split("\n", -1);
    if (parts.length != 4
        || !parts[0].equals(FORM)
        || MetadataKey.fault(parts[3]).isPresent()
        || !parts[3].startsWith(parts[2])) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ListCursor(new MetadataOwner(parts[1]), parts[2], parts[3]));
    } catch (ProblemException noOwner) {
      return Optional.empty();
    }
  }
}
