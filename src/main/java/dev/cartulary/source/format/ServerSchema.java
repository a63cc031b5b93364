package dev.cartulary.source.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import dev.cartulary.source.rules.Issue;
import java.util.List;

/** Checks a server's document by its JSON Schema, and says where. Reading the schema takes a moment. */
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
    String path = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
    String place = message.getSchemaLocation().toString();
    return Issue.schema(
        path, message.getMessage(), place.substring(Math.max(0, place.indexOf('#'))));
  }
}
