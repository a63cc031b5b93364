package dev.cartulary.source.rules;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with a document, in the form of {@code POST /validate} of the MCP Registry API.
 *
 * @param type {@code json}, {@code schema}, {@code semantic} or {@code linter}
 * @param path where, {@code packages[0].transport.url}; empty for the whole document
 * @param message what is wrong, for a person
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param reference the name of the rule, or the place in the schema
 */
@RegisterForReflection
@JsonPropertyOrder({"type", "path", "message", "severity", "reference"})
public record Issue(String type, String path, String message, String severity, String reference) {

  private static final String ERROR = "error";

  /** A rule of the API that is broken. */
  public static Issue semantic(String path, String message, String reference) {
    return new Issue("semantic", path, message, ERROR, reference);
  }

  /** A rule of the document's schema, or about which schema it names, that is broken. */
  public static Issue schema(String path, String message, String reference) {
    return new Issue("schema", path, message, ERROR, reference);
  }

  /** JSON that is none, or has members of another type. */
  public static Issue json(String path, String message, String reference) {
    return new Issue("json", path, message, ERROR, reference);
  }

  Issue asWarning() {
    return new Issue(type, path, message, "warning", reference);
  }

  /** Whether it makes the document invalid. */
  public boolean isError() {
    return severity.equals(ERROR);
  }
}
