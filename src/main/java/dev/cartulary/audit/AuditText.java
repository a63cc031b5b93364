package dev.cartulary.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes of any text one that every engine stores and gives back as it was. */
final class AuditText {

  /** The most characters of one detail, or of one member of a list. */
  static final int MAX_DETAIL = 2048;

  /** The most members of a list that are kept: as many as a request can name. */
  static final int MAX_LIST = 1000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int REPLACEMENT = 0xFFFD;

  private AuditText() {}

  /** PostgreSQL takes no NUL and no half of a pair. */
  static boolean isStorable(String text) {
    return text.codePoints().allMatch(AuditText::isStorable);
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
  }

  /** The text, or its beginning where it has more characters (code points) than fit. */
  static String cut(String text, int characters) {
    return text.codePoints()
        .limit(characters)
        .map(c -> isStorable(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The same, where there may be none. */
  static @Nullable String cutOrNull(@Nullable String text, int characters) {
    return text == null ? null : cut(text, characters);
  }

  /** The details as a JSON object with sorted members; of long lists the beginning and a count. */
  static String details(Map<String, ?> details) {
    ObjectNode object = JSON.createObjectNode();
    new TreeMap<String, Object>(details)
        .forEach((name, value) -> {
          if (value instanceof List<?> list) {
            ArrayNode array = object.putArray(name);
            list.stream().limit(MAX_LIST).forEach(it -> array.add(cut(it.toString(), MAX_DETAIL)));
            if (list.size() > MAX_LIST) {
              object.put(name + "LeftOut", Integer.toString(list.size() - MAX_LIST));
            }
          } else {
            object.put(name, cut(value.toString(), MAX_DETAIL));
          }
        });
    try {
      // As bytes, like an export, so that both escape the same: what lies beyond the BMP.
      return new String(JSON.writeValueAsBytes(object), StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  /**
   * The stored details as JSON; as one text where somebody has changed them into something else.
   */
  static JsonNode parsed(String details) {
    try {
      JsonNode node = JSON.readTree(details);
      return node.isObject() ? node : new TextNode(details);
    } catch (JsonProcessingException notJson) {
      return new TextNode(details);
    }
  }
}
