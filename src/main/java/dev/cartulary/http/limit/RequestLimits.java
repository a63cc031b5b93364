package dev.cartulary.http.limit;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.ProblemWriter;
import dev.cartulary.http.proxy.TrustedProxies;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Refuses requests that are too large, and bodies that are no JSON. */
@Singleton
class RequestLimits {

  /** What HTTP/1.1 puts between and after a header's name and value, in bytes. */
  private static final int HEADER_OVERHEAD = 4;

  private static final String JSON = "application/json";

  private final int urlLength;
  private final int headerSize;
  private final BodySizes sizes;
  private final BodyReceiver receiver;
  private final TrustedProxies proxies;
  private final ProblemWriter problems;

  RequestLimits(
      Settings settings,
      BodySizes sizes,
      BodyReceiver receiver,
      TrustedProxies proxies,
      ProblemWriter problems) {
    this.urlLength = settings.integer(Setting.MAX_URL_LENGTH);
    this.headerSize = settings.bytes(Setting.MAX_HEADER_SIZE);
    this.sizes = sizes;
    this.receiver = receiver;
    this.proxies = proxies;
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    FilterStep.REQUEST_LIMITS.register(filters, this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = String.valueOf(request.path());
    if (request.uri().length() > urlLength) {
      refuse(
          context,
          ProblemType.URI_TOO_LONG,
          "The path and query have more than " + urlLength + " characters.");
    } else if (sizeOf(request) > headerSize) {
      refuse(
          context,
          ProblemType.HEADERS_TOO_LARGE,
          "The headers have more than " + headerSize + " bytes.");
    } else if (proxies.saysTooMuch(request)) {
      refuse(
          context,
          ProblemType.HEADERS_TOO_LARGE,
          "The headers about proxies have more than "
              + TrustedProxies.MOST_FORWARDED
              + " characters.");
    } else if (BodySizes.declared(request) > sizes.most(path)) {
      receiver.refuse(context, sizes.tooLarge(path));
    } else if (BodySizes.hasBody(request) && !isJson(request)) {
      receiver.refuse(
          context,
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json."));
    } else {
      context.next();
    }
  }

  /**
   * Whether the body says that it is JSON. Without a type, or with another one, a page of any site
   * could send it without asking first (Fetch, 2.2.2), so a body that says nothing is refused too.
   */
  private static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
  }

  private void refuse(RoutingContext context, ProblemType type, String detail) {
    problems.write(context, new ProblemException(type, detail));
  }

  private static int sizeOf(HttpServerRequest request) {
    int size = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      size += header.getKey().length() + header.getValue().length() + HEADER_OVERHEAD;
    }
    return size;
  }
}
