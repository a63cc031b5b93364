package dev.cartulary.registry.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cartulary.http.RequestText;
import dev.cartulary.http.page.Cursor;
import dev.cartulary.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where the next page of a list starts. It carries the filter too, because clients (VS Code among
 * them) send nothing but the cursor from the second page on.
 *
 * @param after the last server of the page before
 * @param until when the first page was read, as {@link ServerPage#until()} has it
 */
record ServerCursor(ServerFilter filter, ServerPosition after, Instant until) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIELDS = 8;
  private static final int FORMAT = 2;

  String encode() {
    ArrayNode fields = JSON.createArrayNode();
    fields.add(FORMAT);
    fields.add(filter.search().orElse(null));
    fields.add(filter.updatedSince().map(Instant::toString).orElse(null));
    fields.add(filter.version().orElse(null));
    fields.add(filter.deleted());
    fields.add(after.name());
    fields.add(after.version());
    fields.add(until.toString());
    return Cursor.of(fields.toString());
  }

  /**
   * Reads a cursor.
   *
   * @throws ProblemException when it is none of ours
   */
  static ServerCursor decode(String text) {
    try {
      JsonNode fields = JSON.readTree(Cursor.content(text).orElse(""));
      if (isCursor(fields)) {
        return read(fields);
      }
    } catch (IllegalArgumentException | DateTimeParseException | JsonProcessingException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static boolean isCursor(JsonNode fields) {
    return fields.isArray()
        && fields.size() == FIELDS
        && fields.get(0).isInt()
        && fields.get(0).intValue() == FORMAT
        && isTextOrNull(fields.get(1))
        && isTextOrNull(fields.get(2))
        && isTextOrNull(fields.get(3))
        && fields.get(4).isBoolean()
        && fields.get(5).isTextual()
        && fields.get(6).isTextual()
        && fields.get(7).isTextual();
  }

  private static boolean isTextOrNull(JsonNode field) {
    return field.isTextual() || field.isNull();
  }

  private static ServerCursor read(JsonNode fields) {
    for (JsonNode field : fields) {
      if (!RequestText.isStorable(field.asText())) {
        throw malformed();
      }
    }
    ServerFilter filter =
        new ServerFilter(
            text(fields.get(1)),
            text(fields.get(2)).map(RequestText::instant),
            text(fields.get(3)),
            fields.get(4).booleanValue());
    return new ServerCursor(
        filter,
        new ServerPosition(fields.get(5).asText(), fields.get(6).asText()),
        RequestText.instant(fields.get(7).asText()));
  }

  private static Optional<String> text(JsonNode field) {
    return field.isNull() ? Optional.empty() : Optional.of(field.asText());
  }

  private static ProblemException malformed() {
    return ProblemException.invalid(
        "cursor",
        "It is not a cursor of this server. Send metadata.nextCursor of the page before unchanged,"
            + " or start again without a cursor.");
  }
}
