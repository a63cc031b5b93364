package dev.cartulary.token;

import dev.cartulary.remote.Access;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider as the configuration describes it.
 *
 * @param name unique, for people and metrics
 * @param issuer as it stands in the {@code iss} claim, character for character
 * @param audiences of which a token must name one
 * @param jwksUrl where the keys are; empty for what discovery says
 * @param algorithms with which a token may be signed, all asymmetric
 * @param clockSkew how far the provider's clock may be off
 * @param introspection how opaque tokens are asked about; empty where they are not accepted
 * @param access how the provider is reached
 */
record ProviderDefinition(
    String name,
    String issuer,
    Set<String> audiences,
    Optional<URI> jwksUrl,
    Set<String> algorithms,
    Duration clockSkew,
    Optional<Introspecting> introspection,
    Access access) {

  /** With which a token may be signed where the configuration does not choose. */
  static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  static final Duration DEFAULT_SKEW = Duration.ofSeconds(60);
  static final Duration GREATEST_SKEW = Duration.ofMinutes(10);

  /**
   * How a provider is asked about a token (RFC 7662).
   *
   * @param client as whom; empty where {@link Access#bearerFile} says it
   */
  record Introspecting(URI url, Optional<Client> client) {}

  /** A client of the provider. */
  record Client(String id, Path secretFile) {}
}
