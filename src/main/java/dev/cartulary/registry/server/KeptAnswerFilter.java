package dev.cartulary.registry.server;

import dev.cartulary.access.CallerAtHand;
import dev.cartulary.access.Principal;
import dev.cartulary.database.replica.ReadReplica;
import dev.cartulary.http.EntityTags;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.GzipCoding;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.registry.Registries;
import dev.cartulary.registry.Sight;
import dev.cartulary.registry.Sights;
import dev.cartulary.registry.listing.ListingLooks;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Answers on the event loop what is kept, where who asks is known without a look at a credential.
 * Everything else goes on to its resource, which knows the same answers.
 */
@Singleton
class KeptAnswerFilter {

  private static final String JSON = "application/json;charset=UTF-8";

  private final KeptAnswers answers;
  private final ListingLooks looks;
  private final Registries registries;
  private final Sights sights;
  private final CallerAtHand callers;

  KeptAnswerFilter(
      KeptAnswers answers,
      ListingLooks looks,
      Registries registries,
      Sights sights,
      CallerAtHand callers) {
    this.answers = answers;
    this.looks = looks;
    this.registries = registries;
    this.sights = sights;
    this.callers = callers;
  }

  void register(@Observes Filters filters) {
    FilterStep.KEPT_ANSWERS.register(filters, this::answer);
  }

  private void answer(RoutingContext context) {
    if (!answers.isOn() || !isPlainRead(context.request())) {
      context.next();
      return;
    }
    HttpServerRequest request = context.request();
    Optional<KeptPath> path =
        KeptPath.of(String.valueOf(request.path()), request.query() != null, context::queryParams);
    boolean gzip = GzipCoding.isAccepted(request.headers().getAll(HttpHeaders.ACCEPT_ENCODING));
    Optional<AnswerBytes> answer =
        path.flatMap(asked ->
            callers
                .of(context)
                .flatMap(who -> key(asked, who))
                .flatMap(key -> answers.hit(key, gzip)));
    if (answer.isPresent()) {
      label(context, path.orElseThrow().template());
      send(request, answer.get(), gzip);
    } else {
      context.next();
    }
  }

  /** Without a body, and without the wish for the present state. */
  private static boolean isPlainRead(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
        && !headers.contains(HttpHeaders.CONTENT_LENGTH)
        && !headers.contains(HttpHeaders.TRANSFER_ENCODING)
        && !headers.contains(HttpHeaders.IF_MATCH)
        && !ReadReplica.asksAnew(headers.getAll(HttpHeaders.CACHE_CONTROL));
  }

  private Optional<KeptAnswers.Key> key(KeptPath asked, Principal who) {
    String registry = asked.registry().orElseGet(registries::defaultName);
    return looks
        .state(registry)
        .flatMap(state ->
            sight(registry, who).map(sight -> new KeptAnswers.Key(sight, state, asked.question())));
  }

  /** Empty where the caller is refused, which the resource does with the right words. */
  private Optional<Sight> sight(String registry, Principal who) {
    try {
      return Optional.of(sights.of(registry, who));
    } catch (ProblemException refused) {
      return Optional.empty();
    }
  }

  /** What a resource's filter would count. */
  private static void label(RoutingContext context, String template) {
    HttpRequestMetric metric = HttpRequestMetric.getRequestMetric(context);
    if (metric != null) {
      metric.setTemplatePath(template);
    }
  }

  /** As {@link AnyServerResource} answers. */
  private static void send(HttpServerRequest request, AnswerBytes answer, boolean gzip) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.ETAG, "W/\"" + answer.tag() + '"');
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (EntityTags.known(request.headers().getAll(HttpHeaders.IF_NONE_MATCH), answer.tag())) {
      var unused = response.setStatusCode(HttpURLConnection.HTTP_NOT_MODIFIED).end();
      return;
    }
    AnswerBytes.Form form = answer.form(gzip);
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    response.putHeader(HttpHeaders.CONTENT_ENCODING, form.coding());
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(form.bytes().length));
    var unused =
        request.method().equals(HttpMethod.HEAD)
            ? response.end()
            : response.end(Buffer.buffer(form.bytes()));
  }
}
