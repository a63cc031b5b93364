package dev.cartulary.source.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import dev.cartulary.source.rules.Issue;
import java.util.List;

/**
 * Checks a server's document by its JSON Schema, and says where. Reading the schema takes a moment.
 */
public final class ServerSchema {

  private static final int MOST = 50;

  private final CatalogSchemas schemas = new CatalogSchemas();

  /**
   * What is wrong; empty where nothing is, or where the document names a revision of the schema
   * that the program does not hold.
   */
  public List<Issue> check(JsonNode document) {
    String named = document.path("$schema").asText("");
    if (!named.isEmpty() && !named.contains("/schemas/" + CatalogSchemas.REVISION + "/")) {
      return List.of();
    }
    return schemas.messages(EntryType.SERVER, AbsentMembers.removed(document)).stream()
        .limit(MOST)
        .map(ServerSchema::issue)
        .toList();
  }

  private static Issue issue(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    String words = message.getMessage();
    String start = pointer + ": ";
    String place = message.getSchemaLocation().toString();
    return Issue.schema(
        path(message.getInstanceLocation()),
        words.startsWith(start) ? words.substring(start.length()) : words,
        place.substring(Math.max(0, place.indexOf('#'))));
  }

  /** {@code packages[0].transport}, as the rules name places. */
  private static String path(JsonNodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      Object element = location.getElement(i);
      if (element instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(element);
      }
    }
    return path.toString();
  }
}
