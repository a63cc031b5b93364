package dev.cartulary.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cartulary.config.Secret;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteFetch;
import dev.cartulary.remote.RemoteFetch.Answer;
import dev.cartulary.token.ProviderDefinition.Client;
import dev.cartulary.token.ProviderDefinition.Introspecting;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * Asks a provider about opaque tokens (RFC 7662). An answer is kept for {@link #KEPT}, by the
 * token's hash: so long may a revoked token still be accepted.
 */
final class Introspection {

  static final Duration KEPT = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 10_000;

  /** Each that asks holds a worker thread, of which there are about 200 for everything. */
  private static final int MOST_ASKING = 16;

  private final Introspecting introspecting;
  private final RemoteFetch fetch;
  private final ProviderOutage outage;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  private final Cache<String, Map<String, Object>> answers;

  Introspection(String provider, Introspecting introspecting, RemoteFetch fetch, Clock clock) {
    this.outage = new ProviderOutage(provider, clock);
    this.introspecting = introspecting;
    this.fetch = fetch;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(KEPT)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .executor(Runnable::run)
            .build();
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
    Map<String, Object> answer = answers.getIfPresent(hash);
    if (answer == null) {
      beforeAsking.run();
      answer = askInTurn(token);
      answers.put(hash, answer);
    }
    return Boolean.TRUE.equals(answer.get("active")) ? Optional.of(answer) : Optional.empty();
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
