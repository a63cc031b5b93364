package dev.cartulary.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The filters that a request passes before a route or a resource answers it, from the first to the
 * last; each constant begins with the name of its class. A filter either answers or calls {@code
 * next()}. A rerouted request passes all of them again.
 */
public enum FilterStep {
  /** Counts the request on its connection, from its beginning on. */
  OPEN_CONNECTIONS,
  /** Bounds what metrics say of the request, whoever answers. */
  REQUEST_LABELS,
  /** Sets the headers that every answer carries. */
  SECURITY_HEADERS,
  /** Gives the request its id, which every answer from here on carries. */
  REQUEST_ID,
  /** Adds the headers of CORS, so that a page can also read why a request was refused. */
  CORS_HEADERS,
  /** Makes the path one value; from here on {@code request().path()} is what is routed. */
  REQUEST_TARGET,
  /** Leads from a path of the registry API with a slash at its end to the one without. */
  TRAILING_SLASH,
  /** Leads from /v0 of the registry API to /v0.1. */
  DEVELOPMENT_VERSION,
  /** Encodes the slash in a server's name. */
  DECODED_NAME,
  /** Keeps health and metrics on MANAGEMENT_PORT, and all else off it. */
  MANAGEMENT_SERVER,
  /** Answers the preflight requests of CORS. */
  CORS_PREFLIGHT,
  /** Refuses what is too large or no JSON. */
  REQUEST_LIMITS,
  /** Refuses pages of other sites where no credential is asked for. */
  FOREIGN_PAGES,
  /** Counts the request for its address. */
  RATE_LIMITS,
  /** Answers OPTIONS, and wrong methods at the paths by which a server is watched. */
  WRONG_METHOD,
  /** Refuses what needs the schema while it cannot be used. */
  SCHEMA_GATE,
  /** Answers what the registry API has answered before, where nothing has changed since. */
  KEPT_ANSWERS,
  /** Reads the body; last, after everything that may refuse the request without it. */
  BODY_RECEIVER;

  /** Leaves room: Quarkus authenticates at 200 and authorizes at 100, just before the body. */
  private static final int DISTANCE = 200;

  /** Registers a filter at this place. Handlers at one place run in any order. */
  public void register(Filters filters, Handler<RoutingContext> filter) {
    filters.register(filter, priority());
  }

  /** Larger is earlier; 1 is after what Quarkus itself does with bodies. */
  int priority() {
    List<FilterStep> steps = List.of(values());
    return 1 + (steps.size() - 1 - steps.indexOf(this)) * DISTANCE;
  }
}
