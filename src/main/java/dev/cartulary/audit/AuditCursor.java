package dev.cartulary.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cartulary.http.page.Cursor;
import dev.cartulary.problem.ProblemException;
import java.util.List;

/**
 * Where the next page of the log starts. It carries filter and order, so that a client needs to
 * send nothing else.
 *
 * @param place where the page before ended
 */
record AuditCursor(AuditFilter filter, AuditOrder order, AuditPlace place) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORM = "a2";
  private static final List<String> FIELDS = AuditFilter.FIELDS;
  private static final int BEFORE_FIELDS = 5;

  String text() {
    ArrayNode parts =
        JSON.createArrayNode()
            .add(FORM)
            .add(order.word())
            .add(place.end())
            .add(place.sequence())
            .add(place.id());
    FIELDS.forEach(field -> parts.add(filter.written(field).orElse(null)));
    return Cursor.of(parts.toString());
  }

  /**
   * Reads a cursor.
   *
   * @throws ProblemException an invalid request, where it is none of ours
   */
  static AuditCursor parse(String text) {
    try {
      JsonNode parts = JSON.readTree(Cursor.content(text).orElse(""));
      if (isOurs(parts)) {
        AuditCursor read = read(parts);
        if (read.text().equals(text)) {
          return read;
        }
      }
    } catch (IllegalArgumentException | JsonProcessingException | ProblemException notOurs) {
      // Whatever the decoding tripped over, to the caller it is one and the same thing.
    }
    throw ProblemException.invalid(
        "cursor", "is not one that a page gave as nextCursor; leave it out to start again");
  }

  private static boolean isOurs(JsonNode parts) {
    return parts.isArray()
        && parts.size() == BEFORE_FIELDS + FIELDS.size()
        && FORM.equals(parts.get(0).textValue())
        && parts.get(2).canConvertToLong()
        && (parts.get(3).isNull() || parts.get(3).canConvertToLong());
  }

  private static AuditCursor read(JsonNode parts) {
    AuditFilter filter =
        AuditFilter.read(field -> parts.get(BEFORE_FIELDS + FIELDS.indexOf(field)).textValue());
    AuditOrder order = AuditOrder.read(parts.get(1).asText());
    Long sequence = parts.get(3).isNull() ? null : parts.get(3).longValue();
    AuditPlace place = new AuditPlace(parts.get(2).longValue(), sequence, parts.get(4).textValue());
    return new AuditCursor(filter, order, place);
  }
}
