package dev.cartulary.token;

import dev.cartulary.access.ClaimRules;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteFetch;
import dev.cartulary.token.InvalidToken.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/** Verifies the tokens of one provider. */
final class IdentityProvider {

  private static final Logger LOG = Logger.getLogger(IdentityProvider.class);
  private static final int LARGEST_DOCUMENT = 1024 * 1024;
  private static final List<String> NAMES =
      List.of("name", "preferred_username", "username", "email");

  /** The last instant that fits into what others compute with it. */
  private static final long LATEST = 253_402_300_799L;

  private final ProviderDefinition definition;
  private final ProviderKeys keys;
  private final Optional<Introspection> introspection;
  private final Clock clock;

  IdentityProvider(ProviderDefinition definition, Clock clock, Executor background) {
    RemoteFetch fetch = new RemoteFetch(definition.access(), LARGEST_DOCUMENT);
    this.definition = definition;
    this.keys = new ProviderKeys(definition, fetch, clock, background);
    this.introspection =
        definition
            .introspection()
            .map(how -> new Introspection(definition.name(), how, fetch, clock));
    this.clock = clock;
  }

  boolean issues(SignedToken token) {
    return token.issuer().filter(definition.issuer()::equals).isPresent();
  }

  boolean introspects() {
    return introspection.isPresent();
  }

  /** Verifies a token that claims to be from this provider's issuer. */
  VerifiedToken verify(SignedToken token) throws InvalidToken {
    if (!definition.algorithms().contains(token.algorithm())) {
      throw refused(Reason.WRONG_ALGORITHM);
    }
    if (!isSigned(token)) {
      throw refused(Reason.WRONG_SIGNATURE);
    }
    if (token.claims().get("exp") == null) { // not there, or null
      throw refused(Reason.NO_EXPIRY);
    }
    return judged(token.claims());
  }

  /** A provider may have another key now under the same id, or without one. */
  private boolean isSigned(SignedToken token) throws InvalidToken {
    try {
      List<PublicJsonWebKey> known = keys.of(token.algorithm(), token.keyId());
      if (known.isEmpty()) {
        throw refused(Reason.UNKNOWN_KEY);
      }
      if (token.isSignedWith(known, definition.algorithms())) {
        return true;
      }
      List<PublicJsonWebKey> renewed = keys.renewed(token.algorithm(), token.keyId());
      return token.isSignedWith(renewed, definition.algorithms());
    } catch (FetchFailed away) {
      throw away(away);
    }
  }

  /** Asks the provider about a token that says nothing by itself. */
  VerifiedToken introspect(String token, Runnable beforeAsking) throws InvalidToken {
    try {
      Map<String, Object> claims =
          introspection
              .orElseThrow()
              .claims(token, beforeAsking)
              .orElseThrow(() -> refused(Reason.INACTIVE));
      if (claims.containsKey("iss") && !definition.issuer().equals(claims.get("iss"))) {
        throw refused(Reason.UNKNOWN_ISSUER);
      }
      return judged(claims);
    } catch (FetchFailed away) {
      throw away(away);
    }
  }

  private VerifiedToken judged(Map<String, Object> claims) throws InvalidToken {
    if (!isMeantForUs(claims.get("aud"))) {
      throw refused(Reason.WRONG_AUDIENCE);
    }
    if (claims.containsKey("cnf")) { // RFC 7800: whoever stole it could use it here nevertheless
      throw refused(Reason.BOUND);
    }
    Instant now = clock.instant();
    Optional<Instant> expires = time(claims, "exp");
    if (expires.isPresent() && !now.isBefore(expires.get().plus(definition.clockSkew()))) {
      throw refused(Reason.EXPIRED);
    }
    for (String begin : List.of("nbf", "iat")) {
      Optional<Instant> start = time(claims, begin);
      if (start.isPresent() && now.plus(definition.clockSkew()).isBefore(start.get())) {
        throw refused(Reason.NOT_YET_VALID);
      }
    }
    String subject = text(claims, "sub").orElseThrow(() -> refused(Reason.NO_SUBJECT));
    String name =
        NAMES.stream().flatMap(claim -> text(claims, claim).stream()).findFirst().orElse(subject);
    Map<String, Object> given = new HashMap<>(claims);
    given.values().removeIf(Objects::isNull);
    given.put(ClaimRules.PROVIDER, definition.name()); // whatever the token says
    return new VerifiedToken(
        definition.name(),
        definition.issuer(),
        subject,
        name,
        given,
        expires.orElse(now.plus(Introspection.KEPT)));
  }

  private boolean isMeantForUs(@Nullable Object audience) {
    return audience instanceof Collection<?> several
        ? several.stream().anyMatch(definition.audiences()::contains)
        : audience instanceof String one && definition.audiences().contains(one);
  }

  private Optional<Instant> time(Map<String, Object> claims, String claim) throws InvalidToken {
    Object value = claims.get(claim);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number && Math.abs(number.doubleValue()) <= LATEST) {
      return Optional.of(Instant.ofEpochSecond(number.longValue()));
    }
    throw refused(Reason.MALFORMED);
  }

  private static Optional<String> text(Map<String, Object> claims, String claim) {
    return claims.get(claim) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  private InvalidToken refused(Reason reason) {
    return new InvalidToken(reason, definition.name());
  }

  private InvalidToken away(FetchFailed failure) {
    LOG.debugf("Identity provider %s: %s", definition.name(), failure.getMessage());
    return refused(Reason.PROVIDER_AWAY);
  }
}
