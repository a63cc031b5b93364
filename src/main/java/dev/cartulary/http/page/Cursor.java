package dev.cartulary.http.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list goes on, as clients carry it from one page to the next: base64url without padding
 * (RFC 4648, 5), because some do not encode it in the URL. What is within is each list's own.
 */
public final class Cursor {

  /** Longer than any that is given out: the audit log's, with every member of its filter. */
  private static final int LONGEST = 16_000;

  private Cursor() {}

  /** The cursor that holds the text. */
  public static String of(String content) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(content.getBytes(StandardCharsets.UTF_8));
  }

  /** What the cursor holds; empty where {@link #of} never gives such a one. */
  public static Optional<String> content(String cursor) {
    if (cursor.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      String content = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Optional.of(content).filter(text -> of(text).equals(cursor));
    } catch (IllegalArgumentException | CharacterCodingException notOurs) {
      return Optional.empty();
    }
  }
}
