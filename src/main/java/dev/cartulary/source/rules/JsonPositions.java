package dev.cartulary.source.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Where the parts of a JSON text stand, by their paths: {@code packages[0].transport.url}. */
public final class JsonPositions {

  /**
   * A place in a text.
   *
   * @param line from 1
   * @param column from 1, in UTF-16 units
   */
  public record Position(int line, int column) {}

  private final Map<String, Position> places = new HashMap<>();

  private JsonPositions() {}

  /**
   * Reads a text.
   *
   * @throws UncheckedIOException where it is not JSON
   */
  public static JsonPositions of(String json) {
    JsonPositions positions = new JsonPositions();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      positions.read(parser, "", at(parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return positions;
  }

  /**
   * Where a part stands: its name, or itself in a list. Of one that is missing, what it is missing
   * in.
   */
  public Position of(String path, Position otherwise) {
    String known = path;
    while (!places.containsKey(known) && !known.isEmpty()) {
      known =
          known.substring(0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
    }
    return places.getOrDefault(known, otherwise);
  }

  private void read(JsonParser parser, String path, Position place) throws IOException {
    places.put(path, place);
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Position name = at(parser);
        String below = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
        parser.nextToken();
        read(parser, below, name);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        read(parser, path + "[" + i + "]", at(parser));
      }
    }
  }

  private static Position at(JsonParser parser) {
    JsonLocation location = parser.currentTokenLocation();
    return new Position(location.getLineNr(), location.getColumnNr());
  }
}
