package dev.cartulary.http.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON of requests: one value, no member twice, and within limits. Deep nesting, long
 * numbers and many small parts cost far more to read than to send.
 */
public final class RequestJson {

  /** Levels of objects and arrays in each other. */
  static final int DEPTH = 100;

  /** Characters of a number. */
  static final int NUMBER = 100;

  /** Characters of a member's name. */
  static final int NAME = 1000;

  /** Names, values, and beginnings and ends of objects and arrays; a full batch has some 12,000. */
  static final int TOKENS = 20_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(NUMBER)
                          .maxNameLength(NAME)
                          .maxTokenCount(TOKENS)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int CHARS_AT_ONCE = 8192;

  private RequestJson() {}

  /**
   * The value.
   *
   * @throws ProblemException invalid JSON, where it is not UTF-8
   * @throws UncheckedIOException where it is not valid JSON; {@code ProblemMapper} finds the place
   *     in the cause
   */
  public static JsonNode parse(byte[] bytes) {
    if (!isText(bytes)) {
      throw new ProblemException(
          ProblemType.INVALID_JSON,
          "The body is not UTF-8, in which JSON is sent (RFC 8259, 8.1), or holds a NUL.");
    }
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the bytes are UTF-8 without NUL. Jackson guesses UTF-16 and UTF-32 from NULs, and reads
   * overlong forms, which what looks at a body in front of this server may read as something else.
   */
  private static boolean isText(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(CHARS_AT_ONCE);
    CoderResult result;
    do {
      result = decoder.decode(in, out.clear(), true);
      if (result.isError() || out.flip().chars().anyMatch(c -> c == 0)) {
        return false;
      }
    } while (result.isOverflow());
    return true;
  }
}
