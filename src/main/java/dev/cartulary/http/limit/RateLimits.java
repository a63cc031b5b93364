package dev.cartulary.http.limit;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.ProblemWriter;
import dev.cartulary.http.StatusPaths;
import dev.cartulary.http.proxy.TrustedProxies;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the requests of each address before anything else is done for them, and those of each
 * principal once it is known. Every instance counts for itself, in memory.
 */
@Singleton
public class RateLimits {

  private static final String COUNTED = RateLimits.class.getName();
  private static final String CREDENTIAL = COUNTED + ".credential";
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit");

  /** What a request was counted for, until its principal is known. */
  private record Counted(RatePolicy policy, String client) {}

  private final Optional<RatePolicy> address;
  private final Optional<RatePolicy> reads;
  private final Optional<RatePolicy> principal;
  private final Optional<RatePolicy> credentials;
  private final TrustedProxies proxies;
  private final ProblemWriter problems;
  private final MeterRegistry meters;

  RateLimits(
      Settings settings, TrustedProxies proxies, ProblemWriter problems, MeterRegistry meters) {
    Duration window = settings.duration(Setting.RATE_LIMIT_WINDOW);
    this.address =
        RatePolicy.of(
            "address", "from one address", settings.integer(Setting.RATE_LIMIT_ADDRESS), window);
    this.reads =
        RatePolicy.of(
            "reads",
            "from one address that read a registry",
            settings.integer(Setting.RATE_LIMIT_READS),
            window);
    this.principal =
        RatePolicy.of(
            "principal",
            "of one principal",
            settings.integer(Setting.RATE_LIMIT_PRINCIPAL),
            window);
    this.credentials =
        RatePolicy.of(
            "credentials",
            "with credentials from one address",
            settings.integer(Setting.RATE_LIMIT_CREDENTIALS),
            window);
    this.proxies = proxies;
    this.problems = problems;
    this.meters = meters;
  }

  void register(@Observes Filters filters) {
    if (address.isPresent() || reads.isPresent() || credentials.isPresent()) {
      FilterStep.RATE_LIMITS.register(filters, this::countAddress);
    }
  }

  private void countAddress(RoutingContext context) {
    String path = context.normalizedPath();
    if (StatusPaths.contains(path)) {
      context.next();
      return;
    }
    String client = proxies.client(context).network();
    boolean takesCredentials = takesCredentials(path);
    boolean reads = !takesCredentials && readsRegistry(context.request().method(), path);
    Optional<RatePolicy> policy = reads ? this.reads : address;
    try {
      if (policy.isPresent()) {
        count(policy.get(), client, context);
        context.put(COUNTED, new Counted(policy.get(), client));
      }
      if (credentials.isPresent() && takesCredentials) {
        count(credentials.get(), client, context);
      }
    } catch (ProblemException tooMany) {
      problems.write(context, tooMany);
      return;
    }
    context.next();
  }

  /**
   * Whether the request only reads what most registries show to everybody. Clients that load a
   * large registry, and offices behind one address, send many of these; they cost little.
   */
  private static boolean readsRegistry(HttpMethod method, String path) {
    return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
        && (path.startsWith("/v0.1/") || path.startsWith("/registry/"));
  }

  private static boolean takesCredentials(String path) {
    return path.startsWith("/v1/auth/")
        || path.equals("/v1/me/password")
        || path.startsWith("/v0.1/auth/")
        || (path.startsWith("/registry/") && path.contains("/v0.1/auth/"));
  }

  /**
   * Counts the request for the principal that sent it, and no longer for the address: many may be
   * signed in behind one. To be called once per request, when its credentials have proved good; not
   * for anonymous requests.
   *
   * @param id of the principal, unique over all kinds
   * @throws ProblemException too many requests, where its quota is used up
   */
  public void countPrincipal(RoutingContext context, String id) {
    Counted counted = context.get(COUNTED);
    if (counted != null) {
      counted.policy().giveBack(counted.client());
      context.remove(COUNTED);
      context.response().headers().remove(POLICY).remove(LIMIT);
    }
    String asked = context.get(CREDENTIAL);
    if (asked != null && credentials.isPresent()) {
      credentials.get().giveBack(asked);
      context.response().headers().remove(POLICY).remove(LIMIT);
    }
    if (principal.isPresent()) {
      count(principal.get(), id, context);
    }
  }

  /**
   * Counts a credential about which somebody else is to be asked, before that is done: as a refused
   * one, until {@link #countPrincipal} says that it proved good.
   *
   * @throws ProblemException too many requests, where the address has tried too many
   */
  public void countCredential(RoutingContext context) {
    if (credentials.isPresent()
        && context.get(CREDENTIAL) == null
        && !takesCredentials(context.normalizedPath())) {
      String client = proxies.client(context).network();
      count(credentials.get(), client, context);
      context.put(CREDENTIAL, client);
    }
  }

  /**
   * Counts a request whose credential proved wrong among those that carry credentials to be tried:
   * each costs a row of the audit log.
   *
   * @throws ProblemException too many requests, where the address has tried too many
   */
  public void countRefusedCredential(RoutingContext context) {
    countCredential(context);
  }

  private void count(RatePolicy policy, String client, RoutingContext context) {
    RatePolicy.Result result = policy.count(client);
    HttpServerResponse response = context.response();
    response.headers().add(POLICY, policy.header()).add(LIMIT, policy.header(result));
    if (!result.allowed()) {
      meters.counter("cartulary.requests.limited", "policy", policy.name()).increment();
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "The limit of "
              + policy.rule()
              + " is reached. Wait for the seconds in Retry-After; the header RateLimit says how"
              + " many requests are left.",
          result.retryAfter(),
          null);
    }
  }
}
