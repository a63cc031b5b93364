package dev.cartulary.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.problem.Failures;
import dev.cartulary.problem.Problem;
import dev.cartulary.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Answers with a problem where no JAX-RS resource is at work: in filters and for router failures.
 */
@Singleton
public class ProblemWriter {

  static final String MEDIA_TYPE = "application/problem+json";

  private final ObjectMapper json;
  private final RequestId requestId;
  private final Failures failures;

  ProblemWriter(ObjectMapper json, RequestId requestId, Failures failures) {
    this.json = json;
    this.requestId = requestId;
    this.failures = failures;
  }

  /** Ends the response with the problem that is behind a failure, as a resource's would be. */
  public void write(RoutingContext context, Throwable failure) {
    ProblemException problem =
        Failures.problemIn(failure).orElseGet(() -> failures.translated(failure));
    Failures.log(problem, requestId.assigned(context), failure);
    write(context, problem);
  }

  /** Ends the response with the problem's status, headers and body. */
  public void write(RoutingContext context, ProblemException problem) {
    if (context.response().ended()) {
      return;
    }
    problem
        .retryAfter()
        .ifPresent(after ->
            context
                .response()
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds())));
    context
        .response()
        .setStatusCode(problem.type().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .end(body(Problem.of(problem, requestId.assigned(context))));
  }

  /** Ends the response with 404: nothing is at the path. */
  public void writeNothingHere(RoutingContext context) {
    write(context, NothingHere.at(context.normalizedPath()));
  }

  private String body(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is always JSON", e);
    }
  }
}
