package dev.cartulary.http.origin;

import dev.cartulary.access.AuthMode;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.FilterStep;
import dev.cartulary.http.ProblemWriter;
import dev.cartulary.http.proxy.AddressRange;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps pages of other sites, in the browser of somebody who reaches this server, from changing
 * anything where no credential is asked for: everywhere in mode anonymous, and at the login.
 */
@Singleton
class ForeignPages {

  /** Ends of names that nobody can register (RFC 6761, 6762, 8375; ICANN for the rest). */
  private static final Set<String> LOCAL =
      Set.of("localhost", "local", "internal", "test", "lan", "home", "corp", "svc");

  private final boolean anonymous;
  private final Set<String> hosts;
  private final Set<String> origins;
  private final ProblemWriter problems;

  ForeignPages(Settings settings, ProblemWriter problems) {
    this.anonymous = AuthMode.of(settings) == AuthMode.ANONYMOUS;
    this.hosts =
        settings.get(Setting.ALLOWED_HOSTS).stream()
            .flatMap(list -> Stream.of(list.split(",")))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.origins = OriginSettings.resolve(settings).origins();
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    FilterStep.FOREIGN_PAGES.register(
        filters,
        context ->
            refusal(context.request())
                .ifPresentOrElse(detail -> refuse(context, detail), context::next));
  }

  private void refuse(RoutingContext context, String detail) {
    problems.write(context, new ProblemException(ProblemType.FORBIDDEN, detail));
  }

  private Optional<String> refusal(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    if (anonymous && path.startsWith("/v1/") && !isNamed(request)) {
      return Optional.of(
          "Host: with AUTH_MODE=anonymous /v1 answers to addresses and local names only, since a"
              + " page elsewhere can give a name of its own this server's address. Name the host in"
              + " ALLOWED_HOSTS, or use a mode with credentials.");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    boolean open = anonymous || path.equals("/v1/auth/login");
    return open
            && BrowserSite.isForeignChange(request)
            && (origin == null || !origins.contains(origin))
        ? Optional.of("A page of another site made this request; CORS_ORIGINS does not name it.")
        : Optional.empty();
  }

  private boolean isNamed(HttpServerRequest request) {
    String host =
        request.authority() == null ? "" : request.authority().host().toLowerCase(Locale.ROOT);
    return hosts.contains(host) || isLocal(host);
  }

  /** Whether no name server of somebody else can have the name: an address, or a local name. */
  static boolean isLocal(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    if (AddressRange.bytes(bracketed ? name.substring(1, name.length() - 1) : name) != null) {
      return true;
    }
    return name.indexOf('.') < 0
        || name.endsWith(".home.arpa")
        || LOCAL.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
