package dev.cartulary.token;

import dev.cartulary.config.Settings;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** The value of {@code WWW-Authenticate} (RFC 6750, section 3; RFC 9728, section 5.1). */
@Singleton
public class BearerChallenge {

  private final TokenSettings settings;

  BearerChallenge(Settings settings) {
    this.settings = TokenSettings.resolve(settings);
  }

  /** For a request without a credential: it has done nothing wrong, so there is no error. */
  public String withoutCredential() {
    return text("");
  }

  /**
   * For any credential that is not accepted.
   *
   * @param description a sentence in printable ASCII without quotes and backslashes
   */
  public String invalidToken(String description) {
    return text(", error=\"invalid_token\", error_description=\"" + description + '"');
  }

  private String text(String error) {
    return "Bearer realm=\"" + settings.realm() + '"' + error + metadata();
  }

  private String metadata() {
    return settings
        .resourceUrl()
        .filter(url -> settings.accepted())
        .map(url -> ", resource_metadata=\"" + metadataUrl(URI.create(url)) + '"')
        .orElse("");
  }

  /** RFC 9728, section 3: the well-known path goes between the host and the resource's path. */
  private static String metadataUrl(URI resource) {
    return resource.getScheme()
        + "://"
        + resource.getRawAuthority()
        + ResourceMetadataResource.PATH
        + Optional.ofNullable(resource.getRawPath()).orElse("");
  }
}
