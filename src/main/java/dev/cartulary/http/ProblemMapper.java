package dev.cartulary.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.cartulary.problem.Causes;
import dev.cartulary.problem.Failures;
import dev.cartulary.problem.Problem;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns each exception of a resource into {@code application/problem+json}. What no translator
 * knows is an internal error: the answer has nothing but the request id, the log has the cause.
 */
@Provider
class ProblemMapper implements ExceptionMapper<Throwable> {

  @Inject Failures failures;
  @Inject RequestId requestId;
  @Inject Routes routes;
  @Context RoutingContext context;

  @Override
  public Response toResponse(Throwable failure) {
    ProblemException problem = problemOf(failure);
    String id = requestId.assigned(context);
    Failures.log(problem, id, failure);
    Response.ResponseBuilder response =
        Response.status(problem.type().status())
            .type(ProblemWriter.MEDIA_TYPE)
            .entity(Problem.of(problem, id));
    problem
        .retryAfter()
        .ifPresent(after -> response.header(HttpHeaders.RETRY_AFTER, after.toSeconds()));
    if (problem.type() == ProblemType.METHOD_NOT_ALLOWED) {
      response.header(
          HttpHeaders.ALLOW, String.join(", ", routes.methods(context.normalizedPath())));
    }
    return response.build();
  }

  private ProblemException problemOf(Throwable failure) {
    Optional<ProblemException> known = Failures.problemIn(failure).or(() -> jsonProblem(failure));
    if (known.isPresent()) {
      return known.get();
    }
    if (failure instanceof WebApplicationException web) {
      return frameworkProblem(web);
    }
    return failures.translated(failure);
  }

  private static Optional<ProblemException> jsonProblem(Throwable failure) {
    return Causes.find(failure, StreamConstraintsException.class)
        .map(tooMuch ->
            new ProblemException(ProblemType.INVALID_JSON, where(tooMuch) + limit(tooMuch)))
        .or(() -> Causes.find(failure, JsonProcessingException.class).map(ProblemMapper::unread));
  }

  private static ProblemException unread(JsonProcessingException fault) {
    return fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? ProblemException.invalid(path(mapping), firstLine(mapping.getOriginalMessage()))
        : new ProblemException(ProblemType.INVALID_JSON, where(fault) + "not valid JSON.");
  }

  private static String path(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(part ->
            part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  /** Jackson's later lines and class names are for programmers, not for callers. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("not valid");
    return line.replaceAll("`?(?:class )?[a-z]+(?:\\.[A-Za-z0-9_$]+)+`?", "the expected type");
  }

  /** Jackson names the limit and what it is; where programs set it is no concern of callers. */
  private static String limit(StreamConstraintsException tooMuch) {
    return firstLine(tooMuch.getOriginalMessage()).replaceFirst(", from [^)]*\\)?`?\\)$", ")")
        + ".";
  }

  private static String where(JsonProcessingException parsing) {
    return parsing.getLocation() == null
        ? "The body is "
        : "Line "
            + parsing.getLocation().getLineNr()
            + ", column "
            + parsing.getLocation().getColumnNr()
            + " of the body: ";
  }

  /** The framework takes some wrong methods for paths that do not exist. */
  private ProblemException nothingHere() {
    String path = context.normalizedPath();
    List<String> methods = routes.methods(path);
    return methods.isEmpty() || methods.contains(context.request().method().name())
        ? NothingHere.at(path)
        : WrongMethod.wrong(context, methods);
  }

  private ProblemException frameworkProblem(WebApplicationException web) {
    String path = context.request().path();
    return switch (web.getResponse().getStatus()) {
      case 404 -> nothingHere();
      case 405 -> WrongMethod.wrong(context, routes.methods(context.normalizedPath()));
      case 406 ->
          new ProblemException(ProblemType.NOT_ACCEPTABLE, "The answer is JSON; correct Accept.");
      case 413 ->
          new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "The body is larger than allowed.");
      case 415 ->
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
      case 500 -> new ProblemException(ProblemType.INTERNAL_ERROR, "Internal error.");
      default ->
          new ProblemException(
              ProblemType.INVALID_REQUEST, "The request is malformed: " + path + ".");
    };
  }
}
