package dev.cartulary;

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
    router.get("/health").handler(context -> context.reroute("/q/health/live"));
    router.get("/readiness").handler(context -> context.reroute("/q/health/ready"));
    router.get("/version").handler(context -> json(context, build.json()));
    router
        .get("/v0.1/health")
        .handler(context -> json(context, new JsonObject().put("status", "ok")));
    router.get("/v0.1/ping").handler(context -> json(context, new JsonObject().put("pong", true)));
    router.get("/v0.1/version").handler(context -> json(context, build.json()));
  }

  private static void json(RoutingContext context, JsonObject body) {
    context.response().putHeader("Content-Type", "application/json").end(body.encode());
  }
}
