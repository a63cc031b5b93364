package dev.cartulary.limit;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Refuses requests that are too large, or too slow to arrive. */
@Singleton
class RequestLimits {

  /** After CORS, before everything that costs. */
  private static final int PRIORITY = 150;

  /** After everything that may refuse the request without its body. */
  private static final int LAST = 1;

  /** Of a body outside the metadata API, in bytes. */
  private static final int MAX_SMALL_BODY = 1 << 20;

  /** What HTTP/1.1 puts between and after a header's name and value, in bytes. */
  private static final int HEADER_OVERHEAD = 4;

  private static final Duration LINGER = Duration.ofSeconds(5);

  private final int urlLength;
  private final int headerSize;
  private final int bodySize;
  private final Duration timeout;
  private final ProblemWriter problems;

  RequestLimits(Settings settings, ProblemWriter problems) {
    this.urlLength = settings.integer(Setting.MAX_URL_LENGTH);
    this.headerSize = settings.bytes(Setting.MAX_HEADER_SIZE);
    this.bodySize = settings.bytes(Setting.MAX_BODY_SIZE);
    this.timeout = settings.duration(Setting.REQUEST_TIMEOUT);
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
    filters.register(this::receive, LAST);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
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
    } else if (contentLength(request) > bodyLimit(context)) {
      refuseBody(context);
    } else {
      context.next();
    }
  }

  private int bodyLimit(RoutingContext context) {
    return context.normalizedPath().startsWith("/v1/metadata/")
        ? bodySize
        : Math.min(bodySize, MAX_SMALL_BODY);
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

  /** The declared length; 0 where none is, or no number, which the HTTP server refuses itself. */
  private static long contentLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException noLength) {
      return 0;
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return contentLength(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /**
   * Reads the body without keeping a thread waiting for it, and only then hands the request on: the
   * worker threads are few, and slow clients would hold them all.
   */
  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() == HttpVersion.HTTP_2) {
      // Quarkus fails on a request that is read already; it reads this one under the same limits.
      context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, (long) bodyLimit(context));
      // Where the body is too large it adds a header that HTTP/2 forbids (RFC 9113, 8.2.2).
      context.addHeadersEndHandler(
          end -> context.response().headers().remove(HttpHeaders.CONNECTION));
      context.next();
      return;
    }
    if (!hasBody(request)) {
      context.next();
      return;
    }
    Buffer body = Buffer.buffer();
    long timer = context.vertx().setTimer(timeout.toMillis(), due -> giveUp(context));
    context.addEndHandler(end -> context.vertx().cancelTimer(timer));
    request.exceptionHandler(gone -> context.vertx().cancelTimer(timer));
    request.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > bodyLimit(context)) {
        request.handler(rest -> {});
        refuseBody(context);
      }
    });
    request.endHandler(end -> {
      context.vertx().cancelTimer(timer);
      ((RoutingContextInternal) context).setBody(body);
      context.next();
    });
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
    request.resume();
  }

  private void giveUp(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.endHandler(null);
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    refuse(
        context,
        ProblemType.REQUEST_TIMEOUT,
        "The body did not arrive within " + timeout.toSeconds() + " seconds.");
    request.connection().close();
  }

  private void refuseBody(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() == HttpVersion.HTTP_2) {
      request.endHandler(null);
    } else {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      // Closing with unread data in between resets the connection, and the answer would be lost.
      long timer = context.vertx().setTimer(LINGER.toMillis(), due -> request.connection().close());
      request.endHandler(end -> {
        context.vertx().cancelTimer(timer);
        request.connection().close();
      });
    }
    refuse(
        context,
        ProblemType.PAYLOAD_TOO_LARGE,
        "The body has more than " + bodyLimit(context) + " bytes.");
    request.resume();
  }
}
