package dev.cartulary.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where an encrypted text belongs. It is authenticated with the text (additional authenticated
 * data), so that a text copied to another place does not open there.
 *
 * @param purpose what the text is, for example {@code metadata}
 * @param parts which one, for example its owner and its key
 */
public record Place(String purpose, List<String> parts) {

  public Place {
    parts = List.copyOf(parts);
  }

  /** A place that these parts name. */
  public static Place of(String purpose, String... parts) {
    return new Place(purpose, List.of(parts));
  }

  /** Each part behind its length in bytes, so that no two places have the same bytes. */
  byte[] bytes(String keyId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    append(bytes, keyId);
    append(bytes, purpose);
    parts.forEach(part -> append(bytes, part));
    return bytes.toByteArray();
  }

  private static void append(ByteArrayOutputStream bytes, String part) {
    byte[] text = part.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
    bytes.writeBytes(text);
  }
}
