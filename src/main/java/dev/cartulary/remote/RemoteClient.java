package dev.cartulary.remote;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to hosts that the configuration or a caller names. The address that was found fit
 * is the one that is connected to; each redirect is checked as the first URL was. Blocks: not for
 * event loops.
 */
public final class RemoteClient {

  private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);

  private final Access access;
  private final Limits limits;
  private final Authorities authorities;

  /** A client; it opens no connection before it is asked to. */
  public RemoteClient(Access access, Limits limits) {
    this.access = access;
    this.limits = limits;
    this.authorities = new Authorities(access.authorities(), limits);
  }

  /**
   * Sends a request and waits for the answer's headers.
   *
   * @throws FetchFailed where the URL may not be fetched, or no answer comes in time; an answer of
   *     any status is an answer
   */
  public RemoteResponse send(RemoteRequest first) throws FetchFailed {
    long deadline = System.nanoTime() + limits.total().toNanos();
    RemoteRequest request = first;
    if (access.bearerFile().isPresent() && !first.headers().containsKey("Authorization")) {
      String token = RemoteFetch.secret(access.bearerFile().get()).reveal();
      request = request.with("Authorization", "Bearer " + token);
    }
    for (int followed = 0; ; followed++) {
      RemoteResponse response = sendOnce(request, deadline);
      Optional<URI> next = redirect(request, response);
      if (next.isEmpty() || limits.redirects() == 0) {
        return response;
      }
      response.close();
      if (followed == limits.redirects()) {
        throw new FetchFailed(first.url() + ": more than " + followed + " redirects");
      }
      if (request.url().getScheme().equals("https") && !"https".equals(next.get().getScheme())) {
        throw new FetchFailed(request.url() + " redirects to " + next.get() + ", not https");
      }
      request = request.at(next.get());
    }
  }

  private static Optional<URI> redirect(RemoteRequest request, RemoteResponse response) {
    if (!REDIRECTS.contains(response.status()) || !request.method().equals("GET")) {
      return Optional.empty();
    }
    try {
      return response.header("Location").map(location -> request.url().resolve(location));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private RemoteResponse sendOnce(RemoteRequest request, long deadline) throws FetchFailed {
    Optional<String> problem = RemoteUrl.problem(request.url().toString(), access.insecureUrls());
    if (problem.isPresent()) {
      throw new FetchFailed(request.url() + ": " + problem.get());
    }
    RemoteHost host = RemoteHost.of(request.url(), access);
    FetchFailed unreachable = null;
    for (InetAddress address : host.addresses()) {
      try {
        return sendTo(request, host, address, deadline);
      } catch (FetchFailed e) {
        unreachable = e;
        if (!(e.getCause() instanceof ConnectException)) {
          break;
        }
      }
    }
    throw Objects.requireNonNull(unreachable);
  }

  private RemoteResponse sendTo(
      RemoteRequest request, RemoteHost host, InetAddress address, long deadline)
      throws FetchFailed {
    CompletableFuture<RemoteResponse> sent = new CompletableFuture<>();
    HttpClient client = authorities.client();
    RequestOptions options = options(request, host, address);
    // All on one event loop: an answer may end before a callback on another one begins.
    Authorities.eventLoop()
        .runOnContext(go ->
            client
                .request(options)
                .onSuccess(opened -> exchange(opened, request, deadline, sent))
                .onFailure(sent::completeExceptionally));
    long left = Math.min(limits.idle().plus(limits.connect()).toNanos(), left(deadline));
    try {
      return sent.get(left, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new FetchFailed(
          request.url() + ": no answer within " + TimeUnit.NANOSECONDS.toMillis(left) + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FetchFailed(request.url() + ": " + clause(cause), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchFailed(request.url() + ": interrupted", e);
    } finally {
      // An answer that comes after all is of no use to anybody.
      if (!sent.isDone() || sent.isCompletedExceptionally()) {
        sent.cancel(true);
      }
    }
  }

  private void exchange(
      HttpClientRequest opened,
      RemoteRequest request,
      long deadline,
      CompletableFuture<RemoteResponse> sent) {
    opened
        .response()
        .onSuccess(response -> receive(request.url(), response, deadline, sent))
        .onFailure(sent::completeExceptionally);
    // Where it cannot be sent, the response fails.
    var unused = opened.end(Buffer.buffer(request.body()));
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  private RequestOptions options(RemoteRequest request, RemoteHost host, InetAddress address) {
    URI url = request.url();
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setServer(SocketAddress.inetSocketAddress(host.port(), address.getHostAddress()))
            .setHost(host.name())
            .setPort(host.port())
            .setSsl(url.getScheme().equals("https"))
            .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
    options.putHeader("User-Agent", "cartulary");
    request.headers().forEach(options::putHeader);
    return options;
  }

  private void receive(
      URI url, HttpClientResponse response, long deadline, CompletableFuture<RemoteResponse> sent) {
    Context context = Objects.requireNonNull(Vertx.currentContext());
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    ReceivedBody body;
    try {
      body = new ReceivedBody(response, context, limits.idle(), deadline);
    } catch (IllegalStateException ended) {
      sent.completeExceptionally(ended);
      return;
    }
    if (!sent.complete(new RemoteResponse(url, response.statusCode(), headers, body))) {
      body.close();
    }
  }

  private static String clause(Throwable cause) {
    if (cause instanceof HttpClosedException) {
      return "the answer broke off: the other side closed the connection";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
