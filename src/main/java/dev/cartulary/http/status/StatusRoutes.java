package dev.cartulary.http.status;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The short paths that orchestrators and registry clients know: {@code /health} and {@code
 * /readiness} are the probes under {@code /q/health}; the rest answers without the database.
 */
@Singleton
class StatusRoutes {

  private final BuildInfo build;
  private final OpenApiDocument description;
  private final Optional<String> gitHubClient;

  StatusRoutes(BuildInfo build, OpenApiDocument description, Settings settings) {
    this.description = description;
    this.build = build;
    this.gitHubClient = settings.get(Setting.AUTH_GITHUB_CLIENT_ID);
  }

  void register(@Observes Router router) {
    answer(router, "/health", context -> context.reroute("/q/health/live"));
    answer(router, "/readiness", context -> context.reroute("/q/health/ready"));
    answer(router, "/version", context -> json(context, build.json()));
    for (String registry : List.of("", "/registry/:registryName")) {
      String base = registry + "/v0.1";
      answer(router, base + "/health", context -> json(context, health()));
      answer(router, base + "/ping", context -> json(context, new JsonObject().put("pong", true)));
      answer(router, base + "/version", context -> json(context, build.json()));
      for (String path : List.of(registry, base)) {
        answer(router, path + "/openapi.yaml", context -> describe(context, Format.YAML));
        answer(router, path + "/openapi.json", context -> describe(context, Format.JSON));
        answer(router, path + "/docs", StatusRoutes::showPage);
      }
    }
  }

  /** With the id by which publishing tools begin a login at GitHub. */
  private JsonObject health() {
    JsonObject health = new JsonObject().put("status", "ok");
    gitHubClient.ifPresent(id -> health.put("github_client_id", id));
    return health;
  }

  /** Other registries look here first for what kind of server this is. */
  private void describe(RoutingContext context, Format format) {
    context
        .response()
        .putHeader("Content-Type", format.getMimeType())
        .putHeader("Access-Control-Allow-Origin", "*")
        .end(Buffer.buffer(description.getDocument("", format)));
  }

  /** Relative, so that it holds behind a proxy that serves this below a path of its own. */
  private static void showPage(RoutingContext context) {
    long above = context.normalizedPath().chars().filter(c -> c == '/').count() - 1;
    context
        .response()
        .setStatusCode(302)
        .putHeader("Location", "../".repeat((int) above) + "q/swagger-ui/")
        .end();
  }

  private static void answer(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  private static void json(RoutingContext context, JsonObject body) {
    context.response().putHeader("Content-Type", "application/json").end(body.encode());
  }
}
