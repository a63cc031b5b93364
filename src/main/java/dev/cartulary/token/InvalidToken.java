package dev.cartulary.token;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token that is not accepted. The message is safe to show to whoever sent the token: it holds
 * nothing of the token and nothing of the network behind this server.
 */
public final class InvalidToken extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a token is not accepted. */
  public enum Reason {
    MALFORMED("The token is neither a signed JWT nor one that a provider here can be asked about."),
    UNKNOWN_ISSUER("The token is from an issuer that is not accepted here."),
    WRONG_ALGORITHM("The token is signed with an algorithm that is not accepted here."),
    UNKNOWN_KEY("The token is signed with a key that its issuer does not publish."),
    WRONG_SIGNATURE("The token's signature is wrong."),
    WRONG_AUDIENCE("The token is meant for another audience."),
    EXPIRED("The token has expired."),
    NO_EXPIRY("The token does not say when it expires."),
    NOT_YET_VALID("The token is not valid yet."),
    BOUND("The token is bound to a key of its holder, which is not looked at here."),
    NO_SUBJECT("The token does not say whose it is."),
    INACTIVE("The token's issuer says that it is not active."),
    /** Not the token's fault: the caller may try again. */
    PROVIDER_AWAY("The token's issuer cannot be asked at present. Try again in a moment.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** A word for logs and metrics, {@code wrong_audience}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;
  private final @Nullable String provider;

  InvalidToken(Reason reason, @Nullable String provider) {
    super(reason.sentence);
    this.reason = reason;
    this.provider = provider;
  }

  public Reason reason() {
    return reason;
  }

  /** The sentence for {@code error_description}. */
  public String sentence() {
    return reason.sentence;
  }

  /** The name of the provider that refused it, in the words of the configuration. */
  public Optional<String> provider() {
    return Optional.ofNullable(provider);
  }
}
