package dev.cartulary.metadata;

import dev.cartulary.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: after a key, in the list of one owner and one prefix. Its text is base64url
 * without padding (RFC 4648, 5), so that it needs no encoding in a URL.
 */
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
    String plain = String.join("\n", FORM, owner.text(), prefix, after);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static ListCursor parse(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String plain = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String[] parts = plain.split("\n", -1);
      if (parts.length == 4
          && parts[0].equals(FORM)
          && MetadataKey.fault(parts[3]).isEmpty()
          && parts[3].startsWith(parts[2])) {
        ListCursor read = new ListCursor(new MetadataOwner(parts[1]), parts[2], parts[3]);
        if (read.text().equals(cursor)) {
          return read;
        }
      }
    } catch (IllegalArgumentException | CharacterCodingException | ProblemException notOurs) {
      // Whatever the decoding tripped over, to the caller it is one and the same thing.
    }
    throw ProblemException.invalid(
        "cursor", "is not one that a list gave as nextCursor; leave it out to start anew");
  }
}
