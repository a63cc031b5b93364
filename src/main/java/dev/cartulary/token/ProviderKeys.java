package dev.cartulary.token;

import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteFetch;
import dev.cartulary.remote.RemoteFetch.Answer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a provider publishes, fetched when a token first needs them. They are looked at
 * again every {@link #FRESH}, in the background, and at once for a token with a key that is not
 * among them. While the provider cannot be asked, the last ones serve for {@link #TRUSTED}.
 */
final class ProviderKeys {

  static final Duration FRESH = Duration.ofMinutes(10);
  static final Duration TRUSTED = Duration.ofHours(24);

  /** The shortest time between two attempts, whatever tokens arrive. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(ProviderKeys.class);
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String METADATA = "/.well-known/oauth-authorization-server";

  /** What was fetched, and when. */
  private record Fetched(List<PublicJsonWebKey> keys, Instant at) {}

  private final ProviderDefinition provider;
  private final RemoteFetch fetch;
  private final Clock clock;
  private final Executor background;
  private final ProviderOutage outage;

  /** How long a request waits for one that asks already. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(2);

  /** Each that waits holds a worker thread, of which there are about 200 for everything. */
  private static final int MOST_WAITING = 8;

  private final ReentrantLock asking = new ReentrantLock();
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private volatile @Nullable Fetched last;

  /** When the last attempt ended. */
  private volatile Instant attempted = Instant.MIN;

  /**
   * Keys of a provider.
   *
   * @param background runs what no request waits for
   */
  ProviderKeys(ProviderDefinition provider, RemoteFetch fetch, Clock clock, Executor background) {
    this.provider = provider;
    this.fetch = fetch;
    this.clock = clock;
    this.background = background;
    this.outage = new ProviderOutage(provider.name(), clock);
  }

  /**
   * The keys that a token may be signed with.
   *
   * @param keyId that the token names; null for any
   * @throws FetchFailed where no keys can be had
   */
  List<PublicJsonWebKey> of(String algorithm, @Nullable String keyId) throws FetchFailed {
    Fetched known = last;
    if (known == null || olderThan(known.at(), TRUSTED)) {
      return matching(fetch(known), algorithm, keyId);
    }
    if (olderThan(known.at(), FRESH) && !pausing() && !asking.isLocked()) {
      background.execute(() -> refresh(known));
    }
    List<PublicJsonWebKey> found = matching(known, algorithm, keyId);
    return found.isEmpty() ? renewed(algorithm, keyId) : found;
  }

  /**
   * The same after another look, where a token does not fit the keys that are known. Those stay
   * where the provider was asked a moment ago, or cannot be asked.
   */
  List<PublicJsonWebKey> renewed(String algorithm, @Nullable String keyId) {
    Fetched known = last;
    if (known == null || pausing()) {
      return known == null ? List.of() : matching(known, algorithm, keyId);
    }
    try {
      return matching(fetch(known), algorithm, keyId);
    } catch (FetchFailed away) {
      LOG.debugf("provider %s: %s", provider.name(), away.getMessage());
      return matching(known, algorithm, keyId);
    }
  }

  private boolean olderThan(Instant then, Duration age) {
    return then.plus(age).isBefore(clock.instant());
  }

  private boolean pausing() {
    Instant before = attempted;
    return !before.equals(Instant.MIN) && !olderThan(before, PAUSE);
  }

  private void refresh(Fetched known) {
    try {
      fetch(known);
    } catch (FetchFailed away) {
      LOG.debugf("provider %s: %s; the keys of %s still serve", provider.name(), away, known.at());
    }
  }

  /** One request at a time fetches; a few others wait a moment for what it gets. */
  private Fetched fetch(@Nullable Fetched seen) throws FetchFailed {
    if (!asking.tryLock()) {
      awaitTurn();
    }
    try {
      Fetched now = last;
      if (now != null && !now.equals(seen)) {
        return now;
      }
      if (pausing()) {
        throw new FetchFailed("it could not be asked a moment ago");
      }
      return ask();
    } finally {
      asking.unlock();
    }
  }

  private void awaitTurn() throws FetchFailed {
    boolean turn = false;
    if (waiting.tryAcquire()) {
      try {
        turn = asking.tryLock(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } finally {
        waiting.release();
      }
    }
    if (!turn) {
      throw new FetchFailed("it has been asked already and has not answered yet");
    }
  }

  /** The pause begins when the attempt ends: it may take as long as the pause. */
  private Fetched ask() throws FetchFailed {
    try {
      URI url = provider.jwksUrl().isPresent() ? provider.jwksUrl().get() : discovered();
      Fetched fetched =
          new Fetched(keys(url, ok(url, fetch.get(url, "application/json"))), clock.instant());
      last = fetched;
      outage.ends();
      return fetched;
    } catch (FetchFailed failure) {
      outage.begins(failure);
      throw failure;
    } finally {
      attempted = clock.instant();
    }
  }

  private static String ok(URI url, Answer answer) throws FetchFailed {
    if (answer.status() != 200) {
      boolean redirect = answer.status() / 100 == 3;
      throw new FetchFailed(
          url + " answers " + answer.status() + (redirect ? "; redirects are not followed" : ""));
    }
    return answer.body();
  }

  /** Symmetric keys are left out: whoever can read them here could sign with them. */
  private static List<PublicJsonWebKey> keys(URI url, String json) throws FetchFailed {
    try {
      List<PublicJsonWebKey> keys =
          new JsonWebKeySet(json)
              .getJsonWebKeys().stream()
                  .filter(PublicJsonWebKey.class::isInstance)
                  .map(PublicJsonWebKey.class::cast)
                  .toList();
      if (keys.isEmpty()) {
        throw new FetchFailed(url + " holds no public key that can be used");
      }
      return keys;
    } catch (JoseException e) {
      throw new FetchFailed(url + " does not answer with a JSON Web Key Set", e);
    }
  }

  /** By OpenID Connect Discovery, else by RFC 8414. */
  private URI discovered() throws FetchFailed {
    String issuer = provider.issuer().replaceFirst("/$", "");
    URI openId = URI.create(issuer + DISCOVERY);
    Answer answer = fetch.get(openId, "application/json");
    if (answer.status() == 200) {
      return keysUrl(openId, answer.body());
    }
    URI parts = URI.create(issuer);
    URI metadata =
        URI.create(
            parts.getScheme() + "://" + parts.getRawAuthority() + METADATA + parts.getRawPath());
    Answer other = fetch.get(metadata, "application/json");
    return other.status() == 200
        ? keysUrl(metadata, other.body())
        : keysUrl(openId, ok(openId, answer)); // says why the usual place cannot be used
  }

  private URI keysUrl(URI document, String json) throws FetchFailed {
    try {
      Map<String, Object> metadata = JsonUtil.parseJson(json);
      if (!provider.issuer().equals(metadata.get("issuer"))) {
        throw new FetchFailed(
            document + " is about another issuer than " + provider.issuer() + ", as configured");
      }
      Optional<String> url =
          Optional.ofNullable(metadata.get("jwks_uri"))
              .filter(String.class::isInstance)
              .map(String.class::cast);
      return URI.create(url.orElseThrow(() -> new FetchFailed(document + " has no jwks_uri")));
    } catch (JoseException | IllegalArgumentException e) {
      throw new FetchFailed(document + " cannot be read", e);
    }
  }

  private static List<PublicJsonWebKey> matching(
      Fetched fetched, String algorithm, @Nullable String keyId) {
    String type = algorithm.startsWith("E") ? (algorithm.equals("EdDSA") ? "OKP" : "EC") : "RSA";
    return fetched.keys().stream()
        .filter(key -> key.getKeyType().equals(type))
        .filter(key -> key.getUse() == null || key.getUse().equals(Use.SIGNATURE))
        .filter(key -> key.getKeyOps() == null || key.getKeyOps().contains("verify"))
        .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
        .filter(key -> keyId == null || keyId.equals(key.getKeyId()))
        .toList();
  }
}
