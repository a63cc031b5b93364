package dev.cartulary.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one part of the request.
 *
 * @param field where: a parameter ({@code limit}), header ({@code If-Match}) or JSON path ({@code
 *     set[3].key})
 * @param message what is wrong and what would be right; never a secret
 * @param location the same place as clients of the MCP Registry API know it, {@code body.name};
 *     null elsewhere
 * @param value what stands there, where it helps and is no secret; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
    String field, String message, @Nullable String location, @Nullable String value) {

  /** One without more about its place. */
  public FieldError(String field, String message) {
    this(field, message, null, null);
  }

  /** One about a parameter of the query, told as clients of the MCP Registry API know it. */
  public static FieldError ofQuery(String parameter, String message, @Nullable String value) {
    return new FieldError(parameter, message, "query." + parameter, value);
  }

  /** One about a part of the body. */
  public static FieldError ofBody(String field, String message, @Nullable String value) {
    return new FieldError(field, message, field.isEmpty() ? "body" : "body." + field, value);
  }
}
