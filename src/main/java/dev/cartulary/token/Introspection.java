package dev.cartulary.token;

import dev.cartulary.config.Secret;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.token.ProviderDefinition.Client;
import dev.cartulary.token.ProviderDefinition.Introspecting;
import dev.cartulary.token.RemoteFetch.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a provider about opaque tokens (RFC 7662). An answer is kept for {@link #KEPT}, by the
 * token's hash: so long may a revoked token still be accepted.
 */
final class Introspection {

  static final Duration KEPT = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 10_000;

  /** Each that asks holds a worker thread, of which there are about 200 for everything. */
  private static final int MOST_ASKING = 16;

  /** An answer and when it was given. */
  private record Kept(Map<String, Object> claims, Instant at) {}

  private final Introspecting introspecting;
  private final RemoteFetch fetch;
  private final Clock clock;
  private final ProviderOutage outage;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  private final Map<String, Kept> cache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  Introspection(String provider, Introspecting introspecting, RemoteFetch fetch, Clock clock) {
    this.outage = new ProviderOutage(provider, clock);
    this.introspecting = introspecting;
    this.fetch = fetch;
    this.clock = clock;
  }

  /**
   * What the provider says of the token; empty where it is not active.
   *
   * @param beforeAsking runs where the answer is not known yet
   * @throws FetchFailed where the provider does not answer as it should, or is asked about too many
   *     tokens at once
   */
  Optional<Map<String, Object>> claims(String token, Runnable beforeAsking) throws FetchFailed {
    String hash = RandomToken.hash(token);
    Kept known = known(hash);
    if (known == null) {
      beforeAsking.run();
      known = new Kept(askInTurn(token), clock.instant());
      synchronized (cache) {
        cache.remove(hash); // so that the new entry is the youngest
        cache.put(hash, known);
      }
    }
    return Boolean.TRUE.equals(known.claims().get("active"))
        ? Optional.of(known.claims())
        : Optional.empty();
  }

  private @Nullable Kept known(String hash) {
    synchronized (cache) {
      Kept kept = cache.get(hash);
      return kept != null && clock.instant().isBefore(kept.at().plus(KEPT)) ? kept : null;
    }
  }

  private Map<String, Object> askInTurn(String token) throws FetchFailed {
    if (!asking.tryAcquire()) {
      throw new FetchFailed(
          introspecting.url() + " has not answered " + MOST_ASKING + " earlier requests yet");
    }
    try {
      Map<String, Object> claims = ask(token);
      outage.ends();
      return claims;
    } catch (FetchFailed failure) {
      outage.begins(failure);
      throw failure;
    } finally {
      asking.release();
    }
  }

  private Map<String, Object> ask(String token) throws FetchFailed {
    Answer answer =
        fetch.post(
            introspecting.url(),
            "token=" + encoded(token) + "&token_type_hint=access_token",
            authorization());
    if (answer.status() != 200) {
      throw new FetchFailed(introspecting.url() + " answers " + answer.status());
    }
    try {
      return JsonUtil.parseJson(answer.body());
    } catch (JoseException e) {
      throw new FetchFailed(introspecting.url() + " does not answer with JSON", e);
    }
  }

  /** RFC 6749, section 2.3.1: both parts are form-encoded before they are joined. */
  private String authorization() throws FetchFailed {
    if (introspecting.client().isEmpty()) {
      Optional<Secret> bearer = fetch.bearer();
      return "Bearer " + bearer.map(Secret::reveal).orElse("");
    }
    Client client = introspecting.client().get();
    String pair =
        encoded(client.id()) + ":" + encoded(RemoteFetch.secret(client.secretFile()).reveal());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
