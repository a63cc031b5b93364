package dev.cartulary.problem;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Answers with a problem where the router gives up before a resource is reached. */
@Singleton
class RouterProblems {

  private static final Logger LOG = Logger.getLogger(RouterProblems.class);

  private final ProblemWriter writer;
  private final RequestId requestId;

  RouterProblems(ProblemWriter writer, RequestId requestId) {
    this.writer = writer;
    this.requestId = requestId;
  }

  void register(@Observes Router router) {
    router.errorHandler(400, context -> refuse(context, ProblemType.INVALID_REQUEST));
    router.errorHandler(404, context -> refuse(context, ProblemType.NOT_FOUND));
    router.errorHandler(405, context -> refuse(context, ProblemType.METHOD_NOT_ALLOWED));
    router.errorHandler(413, context -> refuse(context, ProblemType.PAYLOAD_TOO_LARGE));
    router.errorHandler(500, this::failed);
  }

  private void refuse(RoutingContext context, ProblemType type) {
    String detail =
        switch (type) {
          case NOT_FOUND -> "There is nothing at this path; /q/openapi lists what there is.";
          case METHOD_NOT_ALLOWED -> "This path does not take " + context.request().method() + ".";
          case PAYLOAD_TOO_LARGE -> "The body is larger than allowed.";
          default ->
              "The request cannot be read: percent-encode the path and the query (RFC 3986, 2.1).";
        };
    writer.write(context, new ProblemException(type, detail));
  }

  private void failed(RoutingContext context) {
    LOG.errorf(context.failure(), "request %s failed", requestId.assigned(context));
    writer.write(
        context,
        new ProblemException(
            ProblemType.INTERNAL_ERROR,
            "Something went wrong inside. The log has the cause under the request id."));
  }
}
