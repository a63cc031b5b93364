package dev.cartulary.http;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Answers with a problem where the router gives up before a resource is reached. */
@Singleton
class RouterProblems {

  private static final Logger LOG = Logger.getLogger(RouterProblems.class);

  private final Routes routes;
  private final ProblemWriter writer;
  private final RequestId requestId;

  RouterProblems(Routes routes, ProblemWriter writer, RequestId requestId) {
    this.routes = routes;
    this.writer = writer;
    this.requestId = requestId;
  }

  void register(@Observes Router router) {
    // What Vert.x refuses before any filter; Quarkus would write an error to the log for each.
    router.route().order(Integer.MIN_VALUE).failureHandler(this::refusedEarly);
    router.errorHandler(400, context -> refuse(context, ProblemType.INVALID_REQUEST));
    router.errorHandler(
        404, context -> writer.write(context, NothingHere.at(context.normalizedPath())));
    router.errorHandler(405, context -> WrongMethod.refuse(context, writer, routes));
    router.errorHandler(413, context -> refuse(context, ProblemType.PAYLOAD_TOO_LARGE));
    router.errorHandler(500, this::failed);
  }

  private void refusedEarly(RoutingContext context) {
    if (context.statusCode() == 400 && context.failure() instanceof VertxException) {
      writer.write(
          context,
          new ProblemException(
              ProblemType.INVALID_REQUEST,
              "The request needs one Host header with a host (RFC 9112, 3.2)."));
    } else if (context.statusCode() == 404 && context.failure() == null) {
      writer.write(context, NothingHere.at(context.normalizedPath()));
    } else {
      context.next();
    }
  }

  private void refuse(RoutingContext context, ProblemType type) {
    String detail =
        type == ProblemType.PAYLOAD_TOO_LARGE
            ? "The body is larger than allowed."
            : "The request cannot be read: percent-encode the path and the query (RFC 3986, 2.1).";
    writer.write(context, new ProblemException(type, detail));
  }

  private void failed(RoutingContext context) {
    LOG.errorf(context.failure(), "request %s failed", requestId.assigned(context));
    writer.write(
        context,
        new ProblemException(
            ProblemType.INTERNAL_ERROR,
            "Internal error. The log has the cause under the request id."));
  }
}
