package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.http.RequestText;
import dev.cartulary.http.body.RequestJson;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status that versions are to have.
 *
 * @param message to be shown beside it; null for none
 */
record StatusChange(String status, @Nullable String message) {

  static final String STATUS = "status";
  static final String MESSAGE = "statusMessage";
  static final List<String> KNOWN = List.of("active", "deprecated", "deleted");
  private static final int LONGEST_MESSAGE = 500;

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException invalid JSON; an invalid document that names each wrong member; an
   *     invalid request for a message with {@code active}
   */
  static StatusChange of(byte[] body) {
    JsonNode tree = RequestJson.parse(body);
    List<FieldError> errors = new ArrayList<>();
    if (!tree.isObject()) {
      errors.add(FieldError.ofBody("", "expected object", null));
    }
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      if (!member.getKey().equals(STATUS) && !member.getKey().equals(MESSAGE)) {
        errors.add(FieldError.ofBody(member.getKey(), "unexpected property", null));
      }
    }
    JsonNode status = tree.path(STATUS);
    if (!KNOWN.contains(status.asText())) {
      errors.add(
          FieldError.ofBody(
              STATUS,
              status.isMissingNode()
                  ? "expected required property status to be present"
                  : "Invalid status: expected one of " + String.join(", ", KNOWN),
              null));
    }
    JsonNode message = tree.path(MESSAGE);
    if (!message.isMissingNode() && !isMessage(message)) {
      errors.add(
          FieldError.ofBody(
              MESSAGE, "expected a text of at most " + LONGEST_MESSAGE + " characters", null));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.naming(
          ProblemType.INVALID_DOCUMENT, "validation failed", errors, null);
    }
    String text = message.asText("");
    if (!text.isEmpty() && status.asText().equals("active")) {
      throw invalid("status_message cannot be provided when setting status to active");
    }
    return new StatusChange(status.asText(), text.isEmpty() ? null : text);
  }

  private static boolean isMessage(JsonNode message) {
    return message.isTextual()
        && message.textValue().codePointCount(0, message.textValue().length()) <= LONGEST_MESSAGE
        && RequestText.isStorable(message.textValue());
  }

  static ProblemException invalid(String text) {
    return ProblemException.naming(
        ProblemType.INVALID_REQUEST, text, List.of(FieldError.ofBody(STATUS, text, null)), null);
  }
}
