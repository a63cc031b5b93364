package dev.cartulary.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A catalog file cut into its parts: the envelope, and each entry as the text that its author
 * wrote.
 *
 * @param envelope the file's tree with its lists of entries emptied, for the check of its shape
 * @param entries the entries in the file's order
 */
record CatalogText(ObjectNode envelope, List<RawEntry> entries) {

  /** What is too long or too deep is found in each entry later, so that it spoils only that one. */
  private static final StreamReadConstraints WIDE =
      StreamReadConstraints.builder()
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNestingDepth(100_000)
          .build();

  private static final ObjectMapper JSON =
      new ObjectMapper(JsonFactory.builder().streamReadConstraints(WIDE).build());
  private static final String DATA = "data";

  /**
   * Cuts a file.
   *
   * @throws CatalogException when the bytes are not UTF-8 or not one JSON object
   */
  static CatalogText cut(byte[] bytes) throws CatalogException {
    String text = decode(bytes);
    List<RawEntry> entries = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new CatalogException("it is not a JSON object");
      }
      ObjectNode envelope = readEnvelope(parser, text, entries);
      if (parser.nextToken() != null) {
        throw new CatalogException("there is more text after the JSON object" + at(parser));
      }
      return new CatalogText(envelope, List.copyOf(entries));
    } catch (JsonProcessingException e) {
      throw new CatalogException("it is not valid JSON: " + reason(e), e);
    } catch (IOException e) {
      throw new CatalogException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private static String decode(byte[] bytes) throws CatalogException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Editors on Windows put a byte order mark in front; RFC 8259 lets a parser ignore it.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CatalogException("it is not UTF-8 text", e);
    }
  }

  private static ObjectNode readEnvelope(JsonParser parser, String text, List<RawEntry> entries)
      throws IOException, CatalogException {
    ObjectNode envelope = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (envelope.has(name)) {
        throw new CatalogException("it has two members \"" + name + "\"" + at(parser));
      }
      if (parser.nextToken() == JsonToken.START_OBJECT && name.equals(DATA)) {
        envelope.set(name, readData(parser, text, entries));
      } else {
        envelope.set(name, parser.readValueAsTree());
      }
    }
    return envelope;
  }

  private static ObjectNode readData(JsonParser parser, String text, List<RawEntry> entries)
      throws IOException, CatalogException {
    ObjectNode data = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (data.has(name)) {
        throw new CatalogException("data has two members \"" + name + "\"" + at(parser));
      }
      parser.nextToken();
      EntryType type = type(name);
      if (type != null && parser.currentToken() == JsonToken.START_ARRAY) {
        data.set(name, JSON.createArrayNode());
        readEntries(parser, text, type, entries);
      } else {
        data.set(name, parser.readValueAsTree());
      }
    }
    return data;
  }

  private static void readEntries(
      JsonParser parser, String text, EntryType type, List<RawEntry> entries) throws IOException {
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
      parser.skipChildren();
      // Scalars are read lazily: their end is known once they have been read.
      parser.finishToken();
      int end = Math.toIntExact(parser.currentLocation().getCharOffset());
      entries.add(new RawEntry(type, index, JsonText.compact(text.substring(start, end))));
    }
  }

  private static @Nullable EntryType type(String member) {
    for (EntryType type : EntryType.values()) {
      if (type.member().equals(member)) {
        return type;
      }
    }
    return null;
  }

  private static String at(JsonParser parser) {
    JsonLocation location = parser.currentTokenLocation();
    return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** The parser's own words, without the excerpt of the file that it would add. */
  static String reason(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String reason = e.getOriginalMessage().lines().findFirst().orElse("");
    return location == null
        ? reason
        : reason + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
