package dev.cartulary.token;

import dev.cartulary.config.Settings;
import dev.cartulary.token.InvalidToken.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Finds out whether a bearer token is one that an identity provider of this server gave. */
@Singleton
public class TokenVerifier {

  private static final Logger LOG = Logger.getLogger(TokenVerifier.class);

  /** More than any provider's token; the HTTP server takes no longer header by default. */
  private static final int LONGEST = 16 * 1024;

  private static final String REFUSALS = "cartulary.token.refusals";

  /** Runs what no request waits for. */
  static final Executor BACKGROUND =
      task -> {
        Thread thread = new Thread(task, "identity-provider");
        thread.setDaemon(true);
        thread.start();
      };

  private final List<IdentityProvider> providers;
  private final MeterRegistry meters;

  @Inject
  TokenVerifier(Settings settings, MeterRegistry meters) {
    this(TokenSettings.resolve(settings).providers(), meters, Clock.systemUTC(), BACKGROUND);
  }

  TokenVerifier(
      List<ProviderDefinition> providers, MeterRegistry meters, Clock clock, Executor background) {
    this.providers =
        providers.stream()
            .map(provider -> new IdentityProvider(provider, clock, background))
            .toList();
    this.meters = meters;
  }

  /** The same, where asking a provider needs no leave. */
  VerifiedToken verify(String token) throws InvalidToken {
    return verify(token, () -> {});
  }

  /**
   * Verifies a token. May ask the provider, which takes ten seconds at most, and only the first
   * request or one with a new key waits for it.
   *
   * @param token the text behind {@code Bearer}
   * @param beforeAsking runs before a provider is asked about this very token; may throw to refuse
   * @throws InvalidToken where no provider accepts it; the reason is that of the first provider
   *     which it claims to be from
   */
  public VerifiedToken verify(String token, Runnable beforeAsking) throws InvalidToken {
    try {
      return verified(token, beforeAsking);
    } catch (InvalidToken refusal) {
      String provider = refusal.provider().orElse("none");
      LOG.debugf("a token is refused by provider %s: %s", provider, refusal.reason().word());
      Counter.builder(REFUSALS)
          .description("Bearer tokens that were not accepted.")
          .tag("provider", provider)
          .tag("reason", refusal.reason().word())
          .register(meters)
          .increment();
      throw refusal;
    }
  }

  private VerifiedToken verified(String text, Runnable beforeAsking) throws InvalidToken {
    if (text.length() > LONGEST) {
      throw new InvalidToken(Reason.MALFORMED, null);
    }
    SignedToken signed = SignedToken.of(text).orElse(null);
    List<IdentityProvider> candidates =
        providers.stream()
            .filter(provider -> signed == null ? provider.introspects() : provider.issues(signed))
            .toList();
    InvalidToken first = null;
    for (IdentityProvider provider : candidates) {
      try {
        return signed == null ? provider.introspect(text, beforeAsking) : provider.verify(signed);
      } catch (InvalidToken refusal) {
        first = first == null || (isPassing(refusal) && !isPassing(first)) ? refusal : first;
      }
    }
    if (first != null) {
      throw first;
    }
    throw new InvalidToken(signed == null ? Reason.MALFORMED : Reason.UNKNOWN_ISSUER, null);
  }

  /** A provider that is away might have accepted it, so that the token cannot be called wrong. */
  private static boolean isPassing(InvalidToken refusal) {
    return refusal.reason() == Reason.PROVIDER_AWAY;
  }
}
