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
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a catalog file from its beginning to its end, and hands over each entry, as the text that
 * its author wrote, as soon as it has been read: a file of any size takes the memory of one entry.
 */
final class CatalogText {

  /** Takes the entries in the file's order. */
  interface Entries {

    /** What the file is from which the entry comes is known by then. */
    void take(RawEntry entry, CatalogFormat format);
  }

  /**
   * What a file is.
   *
   * @param envelope its tree with its lists of entries emptied, for the check of its shape
   */
  record Shape(CatalogFormat format, ObjectNode envelope) {}

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

  private final TextWindow text;
  private final JsonParser parser;
  private final Entries entries;

  private CatalogText(TextWindow text, JsonParser parser, Entries entries) {
    this.text = text;
    this.parser = parser;
    this.entries = entries;
  }

  /**
   * Reads a file.
   *
   * @param bytes UTF-8; read to its end, and not closed
   * @throws CatalogException when the bytes are not UTF-8, or the text has none of the forms; some
   *     entries may have been handed over by then
   */
  static Shape read(InputStream bytes, Entries entries) throws CatalogException {
    try {
      TextWindow text = new TextWindow(bytes);
      int first = text.firstCharacter();
      if (first < 0) {
        throw new CatalogException("it is empty");
      }
      TextWindow json =
          first == '{' || first == '[' ? text : new TextWindow(YamlText.toJson(text.rest()));
      try (JsonParser parser = JSON.createParser(json)) {
        return new CatalogText(json, parser, entries).read();
      }
    } catch (JsonProcessingException e) {
      throw new CatalogException("it is not valid JSON: " + reason(e), e);
    } catch (CharacterCodingException e) {
      throw new CatalogException("it is not UTF-8 text", e);
    } catch (IOException e) {
      throw new CatalogException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private Shape read() throws IOException, CatalogException {
    ObjectNode envelope = JSON.createObjectNode();
    CatalogFormat format = CatalogFormat.LIST;
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      readEntries(EntryType.SERVER, "", format);
    } else {
      envelope = readEnvelope();
      format = format(envelope);
    }
    if (parser.nextToken() != null) {
      throw new CatalogException("there is more text after the JSON value" + at(parser));
    }
    if (format == CatalogFormat.DOCUMENT
        || (format == CatalogFormat.ANSWER && !envelope.has(SERVERS))) {
      String document = JsonText.compact(text.kept().strip());
      entries.take(EntryText.server("the document", document), format);
    }
    return new Shape(format, envelope);
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

  private ObjectNode readEnvelope() throws IOException, CatalogException {
    ObjectNode envelope = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (envelope.has(name)) {
        throw new CatalogException("it has two members \"" + name + "\"" + at(parser));
      }
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && name.equals(DATA)) {
        if (envelope.path(SERVERS).isArray()) {
          throw new CatalogException(
              "it has the lists of two forms, servers and data; keep one" + at(parser));
        }
        envelope.set(name, readData());
      } else if (value == JsonToken.START_ARRAY && name.equals(SERVERS) && !envelope.has(DATA)) {
        envelope.set(name, JSON.createArrayNode());
        readEntries(EntryType.SERVER, SERVERS, CatalogFormat.ANSWER);
      } else {
        envelope.set(name, parser.readValueAsTree());
      }
    }
    return envelope;
  }

  private ObjectNode readData() throws IOException, CatalogException {
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
        readEntries(type, DATA + "." + name, CatalogFormat.UPSTREAM);
      } else {
        data.set(name, parser.readValueAsTree());
      }
    }
    return data;
  }

  private void readEntries(EntryType type, String list, CatalogFormat format) throws IOException {
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      long start = parser.currentTokenLocation().getCharOffset();
      text.dropBefore(start);
      parser.skipChildren();
      // Scalars are read lazily: their end is known once they have been read.
      parser.finishToken();
      long end = parser.currentLocation().getCharOffset();
      String place = list + '[' + index + ']';
      String entry = JsonText.compact(text.kept(start, end));
      entries.take(
          format == CatalogFormat.UPSTREAM
              ? new RawEntry(type, place, entry, Official.NONE)
              : EntryText.server(place, entry),
          format);
      text.dropBefore(end);
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
