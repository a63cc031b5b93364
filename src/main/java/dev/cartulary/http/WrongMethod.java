package dev.cartulary.http;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Answers {@code OPTIONS}, and requests whose method their path does not take where no resource
 * would: at the paths by which a server is watched.
 */
@Singleton
class WrongMethod {

  private final Routes routes;
  private final ProblemWriter problems;

  WrongMethod(Routes routes, ProblemWriter problems) {
    this.routes = routes;
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    FilterStep.WRONG_METHOD.register(filters, this::check);
  }

  private void check(RoutingContext context) {
    HttpMethod method = context.request().method();
    String path = context.normalizedPath();
    if (method.equals(HttpMethod.OPTIONS)) {
      List<String> methods = routes.methods(path);
      if (methods.isEmpty()) {
        // The framework would answer below every path that a resource's path begins with.
        problems.write(context, NothingHere.at(path));
      } else {
        allow(context, methods);
        context.response().setStatusCode(204).end();
      }
      return;
    } else if (StatusPaths.contains(path)
        && !method.equals(HttpMethod.GET)
        && !method.equals(HttpMethod.HEAD)) {
      refuse(context, problems, routes);
      return;
    }
    context.next();
  }

  /** 405 with the methods that the path takes; 404 where it takes none. */
  static void refuse(RoutingContext context, ProblemWriter problems, Routes routes) {
    List<String> methods = routes.methods(context.normalizedPath());
    if (methods.isEmpty()) {
      problems.write(context, NothingHere.at(context.normalizedPath()));
    } else {
      allow(context, methods);
      problems.write(context, wrong(context, methods));
    }
  }

  static ProblemException wrong(RoutingContext context, List<String> methods) {
    return new ProblemException(
        ProblemType.METHOD_NOT_ALLOWED,
        context.normalizedPath()
            + " does not take "
            + context.request().method()
            + "; it takes "
            + String.join(", ", methods)
            + ".");
  }

  private static void allow(RoutingContext context, List<String> methods) {
    context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
  }
}
