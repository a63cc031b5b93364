package dev.cartulary.identity.authentication;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Origin;
import dev.cartulary.access.Principal;
import dev.cartulary.access.PublicPaths;
import dev.cartulary.config.Settings;
import dev.cartulary.http.limit.RateLimits;
import dev.cartulary.http.origin.BrowserSite;
import dev.cartulary.http.proxy.ClientConnection;
import dev.cartulary.http.proxy.TrustedProxies;
import dev.cartulary.identity.apikey.ApiKeyService;
import dev.cartulary.identity.session.SessionCookie;
import dev.cartulary.identity.session.SessionService;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.token.BearerChallenge;
import dev.cartulary.token.InvalidToken;
import dev.cartulary.token.InvalidToken.Reason;
import dev.cartulary.token.RegistryTokens;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Determines who makes a request. A credential that is not valid is refused even where none is
 * needed: its caller expects to be authenticated.
 */
@ApplicationScoped
class RequestAuthenticator {

  private static final String REQUEST_ID = "X-Request-Id";

  private final Caller caller;
  private final SessionService sessions;
  private final ApiKeyService keys;
  private final TokenPrincipals tokens;
  private final BearerChallenge challenge;
  private final RefusedCalls refusals;
  private final TrustedProxies proxies;
  private final RateLimits limits;
  private final AuthMode mode;
  private final PublicPaths publicPaths;

  RequestAuthenticator(
      Caller caller,
      SessionService sessions,
      ApiKeyService keys,
      TokenPrincipals tokens,
      BearerChallenge challenge,
      RefusedCalls refusals,
      TrustedProxies proxies,
      RateLimits limits,
      Settings settings) {
    this.caller = caller;
    this.sessions = sessions;
    this.keys = keys;
    this.tokens = tokens;
    this.challenge = challenge;
    this.refusals = refusals;
    this.proxies = proxies;
    this.limits = limits;
    this.mode = AuthMode.of(settings);
    this.publicPaths = PublicPaths.resolve(settings);
  }

  /**
   * Enters the caller of the request.
   *
   * @throws ProblemException unauthenticated, for a header that is no bearer token; invalid
   *     credentials, where nobody is known by them; forbidden, where another site uses the cookie
   */
  void authenticate(RoutingContext context) {
    Origin origin = origin(context);
    if (mode == AuthMode.ANONYMOUS) {
      caller.enter(Principal.EVERYBODY, origin);
      return;
    }
    caller.enter(admitted(Principal.ANONYMOUS, context), origin);
    credential(context, origin)
        .ifPresent(credential ->
            principal(credential, context)
                .ifPresent(principal -> {
                  caller.enter(
                      admitted(principal, context), origin, () -> again(credential, principal));
                  count(principal, context);
                }));
  }

  /** Requests of nobody known count for the address. */
  private void count(Principal principal, RoutingContext context) {
    if (principal.isKnown()) {
      String kind = principal.isUser() ? "user" : principal.kind().word();
      limits.countPrincipal(context, kind + ':' + principal.id());
    }
  }

  /** Without asking a provider: what its tokens say lasts as long as they do. */
  private Principal again(Credential credential, Principal before) {
    String text = credential.secret().reveal();
    return switch (before.kind()) {
      case SESSION -> sessions.authenticate(text).orElseThrow(RequestAuthenticator::unknown);
      case API_KEY -> keys.authenticate(text).orElseThrow(RequestAuthenticator::unknown);
      default -> tokens.again(before);
    };
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.INVALID_CREDENTIALS,
        "The session, API key or token is unknown, has ended or was revoked.");
  }

  /** Whether there is anybody to be known: else everybody may do everything. */
  boolean asksForCallers() {
    return mode != AuthMode.ANONYMOUS;
  }

  /**
   * Looks for the caller of a request that is not at its endpoint yet, and counts it for nobody.
   *
   * @throws ProblemException as {@link #authenticate}, and unauthenticated where nobody is known
   */
  @ActivateRequestContext
  void requireKnown(RoutingContext context) {
    Origin origin = origin(context);
    caller.enter(Principal.ANONYMOUS, origin);
    if (credential(context, origin).flatMap(shown -> principal(shown, context)).isEmpty()) {
      throw new ProblemException(
          ProblemType.UNAUTHENTICATED, "The session has ended; log in again.");
    }
  }

  private Optional<Credential> credential(RoutingContext context, Origin origin) {
    HttpServerRequest request = context.request();
    Cookie cookie =
        mode.takesLocal() ? request.getCookie(SessionCookie.name(origin.secure())) : null;
    return Credential.of(
        request.getHeader(HttpHeaders.AUTHORIZATION), cookie == null ? null : cookie.getValue());
  }

  /** Whether the headers show a credential, good or not. */
  boolean isShown(RoutingContext context) {
    HttpServerRequest request = context.request();
    return request.headers().contains(HttpHeaders.AUTHORIZATION)
        || request.getCookie(SessionCookie.name(origin(context).secure())) != null;
  }

  /** The caller with what the path gives to everybody. */
  Principal admitted(Principal principal, RoutingContext context) {
    return publicPaths.admit(
        principal, context.request().method().name(), context.normalizedPath());
  }

  private Origin origin(RoutingContext context) {
    ClientConnection client = proxies.client(context);
    return new Origin(
        client.address(),
        context.request().getHeader(HttpHeaders.USER_AGENT),
        context.response().headers().get(REQUEST_ID),
        client.secure());
  }

  private Optional<Principal> principal(Credential credential, RoutingContext context) {
    String text = credential.secret().reveal();
    if (credential.fromCookie()) {
      if (BrowserSite.isForeignChange(context.request())) {
        refused(context, "cookie: another site");
        throw new ProblemException(
            ProblemType.FORBIDDEN,
            "Another site made this request with the session cookie; use a bearer token there.");
      }
      // A browser keeps sending the cookie of a session that is over, also to log in again.
      return sessions.authenticate(text);
    }
    Optional<Principal> known = Optional.empty();
    try {
      if (text.startsWith(SessionService.PREFIX)) {
        known = mode.takesLocal() ? sessions.authenticate(text) : known;
      } else if (text.startsWith(ApiKeyService.PREFIX)) {
        known = mode.takesLocal() ? keys.authenticate(text) : known;
      } else {
        known = tokens.of(text, () -> limits.countCredential(context));
      }
    } catch (InvalidToken refusal) {
      if (refusal.reason() != Reason.PROVIDER_AWAY) { // which says nothing about the token
        refused(context, "credential: " + refusal.reason().word());
      }
      throw RegistryTokens.problem(refusal);
    }
    return known.or(() -> {
      refused(context, "credential: unknown");
      throw unknown();
    });
  }

  private void refused(RoutingContext context, String reason) {
    limits.countRefusedCredential(context);
    refusals.record(context.request(), reason);
  }

  /** The challenge for an answer of 401 (RFC 6750, 3). */
  String challenge(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.AUTHORIZATION)
        ? challenge.invalidToken("The credential is not accepted.")
        : challenge.withoutCredential();
  }
}
