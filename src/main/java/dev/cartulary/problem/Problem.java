package dev.cartulary.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The body of every error answer (RFC 9457).
 *
 * @param type a URN that names the kind of problem
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param code the stable code of the kind
 * @param detail what happened this time, and what to do
 * @param errors the parts of the request that are wrong; absent when none is
 * @param requestId the id of the request, also in the {@code X-Request-Id} header and in the log
 */
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "errors", "requestId"})
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
    String requestId) {

  /** As the answer to this request shows it. */
  public static Problem of(ProblemException problem, String requestId) {
    ProblemType type = problem.type();
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        type.code(),
        problem.detail(),
        problem.errors(),
        requestId);
  }
}
