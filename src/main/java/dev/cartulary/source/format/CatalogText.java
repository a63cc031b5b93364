package dev.cartulary.source.format;

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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A catalog file cut into its parts: the envelope, and each entry as the text that its author
 * wrote.
 *
 * @param format what form the file has
 * @param envelope the file's tree with its lists of entries emptied, for the check of its shape
 * @param entries the entries in the file's order
 */
record CatalogText(CatalogFormat format, ObjectNode envelope, List<RawEntry> entries) {

  /** What is too long or too deep is found in each entry later, so that it spoils only that one. */
  private static final StreamReadConstraints WIDE =
      StreamReadConstraints.builder()
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNestingDepth(100_000)
          .build();

  static final ObjectMapper JSON =
      new ObjectMapper(JsonFactory.builder().streamReadConstraints(WIDE).build());
  private static final String DATA = "data";
  private static final String SERVERS = "servers";

  /** What Jackson says of itself: where an object began in its own terms, methods and classes. */
  private static final Pattern INNER =
      Pattern.compile(
          " *\\(start marker at .*"
              + "|,? *\\(?(?:from|for type|class) `[^`]*`\\)?"
              + "|`[A-Z][A-Za-z]*\\.[^`]*`");

  private static final String FORMS =
      "What is read: a file in the upstream registry format of ToolHive (with data.servers), an answer"
          + " of the MCP Registry API, one server.json document, or a list of such documents";

  /**
   * Cuts a file.
   *
   * @throws CatalogException when the bytes are not UTF-8, or the text has none of the forms
   */
  static CatalogText cut(byte[] bytes) throws CatalogException {
    String text = decode(bytes);
    String start = text.stripLeading();
    if (start.isEmpty()) {
      throw new CatalogException("it is empty");
    }
    boolean json = start.charAt(0) == '{' || start.charAt(0) == '[';
    return cutJson(json ? text : YamlText.toJson(text));
  }

  private static CatalogText cutJson(String text) throws CatalogException {
    List<RawEntry> entries = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      ObjectNode envelope = JSON.createObjectNode();
      CatalogFormat format = CatalogFormat.LIST;
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        readEntries(parser, text, EntryType.SERVER, "", entries);
      } else {
        envelope = readEnvelope(parser, text, entries);
        format = format(envelope);
      }
      if (parser.nextToken() != null) {
        throw new CatalogException("there is more text after the JSON value" + at(parser));
      }
      if (format == CatalogFormat.DOCUMENT
          || (format == CatalogFormat.ANSWER && !envelope.has(SERVERS))) {
        entries.add(EntryText.server("the document", JsonText.compact(text.strip())));
      }
      return new CatalogText(format, envelope, List.copyOf(entries));
    } catch (JsonProcessingException e) {
      throw new CatalogException("it is not valid JSON: " + reason(e), e);
    } catch (IOException e) {
      throw new CatalogException("it cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the file is, by the members that only this form has. */
  private static CatalogFormat format(ObjectNode envelope) throws CatalogException {
    if (envelope.has(DATA)) {
      return CatalogFormat.UPSTREAM;
    }
    boolean empty = envelope.path(SERVERS).isNull() && envelope.has("metadata");
    if (envelope.path(SERVERS).isArray() || envelope.path("server").isObject() || empty) {
      return CatalogFormat.ANSWER;
    }
    if (envelope.path(SERVERS).isObject() && envelope.has("last_updated")) {
      throw unknown("a catalog in ToolHive's former registry format, with servers by name");
    }
    if (envelope.has("mcpServers") || envelope.path(SERVERS).isObject()) {
      throw unknown("the configuration of a client, with servers by name");
    }
    if (envelope.has("installations")) {
      throw unknown("a server of mcpm's registry");
    }
    if (envelope.has("image") && (envelope.has("about") || envelope.has("run"))) {
      throw unknown("a server.yaml of Docker's MCP registry");
    }
    if (envelope.has("registry")) {
      throw unknown("a catalog of Docker's MCP gateway");
    }
    if (envelope.has("name") && (envelope.has("version") || envelope.has("description"))) {
      return CatalogFormat.DOCUMENT;
    }
    throw new CatalogException("it is not a catalog in a form that is known. " + FORMS);
  }

  private static CatalogException unknown(String what) {
    return new CatalogException("it looks like " + what + ", which is not read. " + FORMS);
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
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals(DATA)) {
        entries.clear(); // those of a member that this form does not have
        envelope.set(name, readData(parser, text, entries));
      } else if (value == JsonToken.START_ARRAY && name.equals(SERVERS) && !envelope.has(DATA)) {
        envelope.set(name, JSON.createArrayNode());
        readEntries(parser, text, EntryType.SERVER, SERVERS, entries);
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
        readEntries(parser, text, type, DATA + "." + name, entries);
      } else {
        data.set(name, parser.readValueAsTree());
      }
    }
    return data;
  }

  private static void readEntries(
      JsonParser parser, String text, EntryType type, String list, List<RawEntry> entries)
      throws IOException {
    boolean upstream = list.startsWith(DATA);
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
      parser.skipChildren();
      // Scalars are read lazily: their end is known once they have been read.
      parser.finishToken();
      int end = Math.toIntExact(parser.currentLocation().getCharOffset());
      String place = list + '[' + index + ']';
      String entry = JsonText.compact(text.substring(start, end));
      entries.add(
          upstream
              ? new RawEntry(type, place, entry, Official.NONE)
              : EntryText.server(place, entry));
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

  /** The parser's words, without the excerpt of the file and the names of its own parts. */
  static String reason(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String words = e.getOriginalMessage().lines().findFirst().orElse("");
    String reason = INNER.matcher(words).replaceAll("");
    return location == null
        ? reason
        : reason + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
