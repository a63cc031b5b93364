package dev.cartulary.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

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

  private RequestJson() {}

  /**
   * The value.
   *
   * @throws UncheckedIOException where it is not valid JSON; {@link ProblemMapper} finds the place
   *     in the cause
   */
  public static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
