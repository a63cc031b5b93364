package dev.cartulary.source.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which schema a document names. */
final class SchemaRevision {

  static final String CURRENT = "2025-12-11";
  private static final String CURRENT_URL =
      "https://static.modelcontextprotocol.io/schemas/" + CURRENT + "/server.schema.json";
  private static final List<String> KNOWN =
      List.of("2025-07-09", "2025-09-16", "2025-09-29", "2025-10-11", "2025-10-17", CURRENT);
  private static final Pattern ID = Pattern.compile("/schemas/([^/]+)/server\\.schema\\.json");

  private SchemaRevision() {}

  static void check(String schema, Issues issues) {
    if (schema.isEmpty()) {
      issues.add(
          Issue.schema(
              "schema",
              "$schema field is required: write " + CURRENT_URL,
              "schema-field-required"));
      return;
    }
    Matcher id = ID.matcher(schema);
    if (!id.find()) {
      issues.add(
          Issue.schema(
              "schema",
              "failed to extract schema version from URL \"" + schema + "\": write " + CURRENT_URL,
              "schema-version-extraction-error"));
      return;
    }
    String revision = id.group(1);
    if (!KNOWN.contains(revision)) {
      issues.add(
          Issue.schema(
              "schema",
              "schema version "
                  + revision
                  + " is not available; known are "
                  + String.join(", ", KNOWN),
              "schema-version-not-available"));
    }
    if (!schema.equals(CURRENT_URL)) {
      issues.add(
          new Issue(
                  "schema",
                  "schema",
                  "schema version "
                      + revision
                      + " is not the current version ("
                      + CURRENT
                      + "). Consider updating to "
                      + CURRENT_URL,
                  "error",
                  "schema-version-deprecated")
              .asWarning());
    }
  }
}
