package dev.cartulary.http.status;

import dev.cartulary.config.Launch;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.ProblemWriter;
import dev.cartulary.http.StatusPaths;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves health and metrics on MANAGEMENT_PORT, where that is set, and nothing else there; on PORT
 * they are not found then. Quarkus's own management interface is switched on or off when the
 * program is built, so this is a second server in front of the same routes and filters.
 */
@Singleton
public class ManagementServer {

  private static final Logger LOG = Logger.getLogger(ManagementServer.class);
  private static final String SEEN = ManagementServer.class.getName();

  private final Vertx vertx;
  private final Launch launch;
  private final ProblemWriter problems;
  private final Optional<Integer> port;
  private @Nullable Router router;

  ManagementServer(Vertx vertx, Launch launch, ProblemWriter problems) {
    this.vertx = vertx;
    this.launch = launch;
    this.problems = problems;
    this.port = port(launch.settings());
  }

  /** The port; empty where it is not set, or is PORT. */
  public static Optional<Integer> port(Settings settings) {
    return settings
        .get(Setting.MANAGEMENT_PORT)
        .map(Integer::valueOf)
        .filter(port -> port != settings.integer(Setting.PORT));
  }

  void register(@Observes Filters filters) {
    if (port.isPresent()) {
      FilterStep.MANAGEMENT_SERVER.register(filters, this::separate);
    }
  }

  void takeRoutes(@Observes Router routes) {
    router = routes;
  }

  void start(@Observes StartupEvent event) throws Exception {
    Router routes = router;
    if (port.isEmpty() || routes == null || !launch.serves()) {
      return;
    }
    vertx
        .createHttpServer(options(launch.settings()))
        .requestHandler(routes)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    LOG.infof("Health and metrics are on port %d (MANAGEMENT_PORT).", port.get());
  }

  /** The limits that the HTTP server on PORT has. */
  private HttpServerOptions options(Settings settings) {
    return new HttpServerOptions()
        .setHost(settings.get(Setting.HOST).orElse(""))
        .setPort(port.orElseThrow())
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(2 * settings.bytes(Setting.MAX_HEADER_SIZE))
        .setMaxInitialLineLength(2 * settings.integer(Setting.MAX_URL_LENGTH))
        .setIdleTimeout((int) settings.duration(Setting.IDLE_TIMEOUT).toSeconds());
  }

  private void separate(RoutingContext context) {
    if (context.get(SEEN) != null) { // /health and /readiness lead on to paths under /q
      context.next();
      return;
    }
    context.put(SEEN, true);
    String path = context.normalizedPath();
    boolean here = context.request().localAddress().port() == port.orElseThrow();
    if (here ? StatusPaths.isManagement(path) : !StatusPaths.isManagementOnly(path)) {
      context.next();
    } else {
      problems.writeNothingHere(context);
    }
  }
}
