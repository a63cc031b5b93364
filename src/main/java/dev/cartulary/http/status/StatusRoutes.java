package dev.cartulary.http.status;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * The short paths that orchestrators and registry clients know: {@code /health} and {@code
 * /readiness} are the probes under {@code /q/health}; the rest answers without the database.
 */
@Singleton
class StatusRoutes {

  private final BuildInfo build;

  StatusRoutes(BuildInfo build) {
    this.build = build;
  }

  void register(@Observes Router router) {
    answer(router, "/health", context -> context.reroute("/q/health/live"));
    answer(router, "/readiness", context -> context.reroute("/q/health/ready"));
    answer(router, "/version", context -> json(context, build.json()));
    answer(router, "/v0.1/health", context -> json(context, new JsonObject().put("status", "ok")));
    answer(router, "/v0.1/ping", context -> json(context, new JsonObject().put("pong", true)));
    answer(router, "/v0.1/version", context -> json(context, build.json()));
  }

  private static void answer(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  private static void json(RoutingContext context, JsonObject body) {
    context.response().putHeader("Content-Type", "application/json").end(body.encode());
  }
}
