package dev.cartulary.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cartulary.access.OpenToAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a proof for a registry token (docs/tokens.md). The token is the same, whatever the
 * registry: what may be published under a name does not depend on it.
 */
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tokens", description = "Where tokens come from, and registry tokens")
@OpenToAll("what is sent says who calls")
abstract class AnyRegistryTokenResource {

  /** The body that proves by a token of an identity provider. */
  record ProviderToken(@JsonProperty("oidc_token") @Nullable String token) {
    /** Without the token, which is a secret. */
    @Override
    public String toString() {
      return "a provider's token";
    }
  }

  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  /** The body that proves by a token of a GitHub user. */
  record GitHubToken(@JsonProperty("github_token") @Nullable String token) {
    /** Without the token, which is a secret. */
    @Override
    public String toString() {
      return "a GitHub token";
    }
  }

  /**
   * The body that proves by a domain's key.
   *
   * @param timestamp the present time in RFC 3339
   * @param signature of the timestamp's text, in hexadecimal digits
   */
  record SignedTimestamp(
      @Nullable String domain,
      @Nullable String timestamp,
      @JsonProperty("signed_timestamp") @Nullable String signature) {}

  /**
   * The answer.
   *
   * @param token to be sent as a bearer token
   * @param expiresAt in seconds since 1970
   */
  record TokenAnswer(
      @JsonProperty("registry_token") String token, @JsonProperty("expires_at") long expiresAt) {
    /** Without the token, which is a secret. */
    @Override
    public String toString() {
      return "a registry token";
    }
  }

  private final RegistryTokenService tokens;
  private final Clock clock = Clock.systemUTC();

  AnyRegistryTokenResource(RegistryTokenService tokens) {
    this.tokens = tokens;
  }

  @POST
  @Path("none")
  @Operation(summary = "Get a registry token without a proof; for tests only")
  public RestResponse<TokenAnswer> none() {
    return answer(tokens.none());
  }

  @POST
  @Path("oidc")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Exchange a token of an identity provider for a registry token")
  public RestResponse<TokenAnswer> oidc(@Nullable ProviderToken body) {
    tokens.require(RegistryTokenMethod.OIDC);
    String token = body == null ? null : body.token();
    if (token == null || token.isBlank()) {
      throw RegistryTokenService.refusal(
          "oidc_token", "It must be a token of an identity provider.", null);
    }
    return answer(tokens.oidc(token.strip()));
  }

  @POST
  @Path("github-at")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Exchange a GitHub user's access token for a registry token")
  public RestResponse<TokenAnswer> gitHubUser(@Nullable GitHubToken body) {
    tokens.require(RegistryTokenMethod.GITHUB_AT);
    String token = body == null || body.token() == null ? "" : body.token().strip();
    if (!PRINTABLE.matcher(token).matches()) {
      throw RegistryTokenService.refusal(
          "github_token", "It must be an access token of a GitHub user.", null);
    }
    return answer(tokens.gitHubUser(token));
  }

  @POST
  @Path("github-oidc")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Exchange a token of GitHub Actions for a registry token")
  public RestResponse<TokenAnswer> gitHubWorkflow(@Nullable ProviderToken body) {
    tokens.require(RegistryTokenMethod.GITHUB_OIDC);
    String token = body == null ? null : body.token();
    if (token == null || token.isBlank()) {
      throw RegistryTokenService.refusal(
          "oidc_token", "It must be a token of GitHub Actions.", null);
    }
    return answer(tokens.gitHubWorkflow(token.strip()));
  }

  @POST
  @Path("http")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Exchange a timestamp signed with a website's key for a registry token")
  public RestResponse<TokenAnswer> http(@Nullable SignedTimestamp body) {
    tokens.require(RegistryTokenMethod.HTTP);
    return answer(tokens.http(proof(body)));
  }

  @POST
  @Path("dns")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Exchange a timestamp signed with a domain's key for a registry token")
  public RestResponse<TokenAnswer> dns(@Nullable SignedTimestamp body) {
    tokens.require(RegistryTokenMethod.DNS);
    return answer(tokens.dns(proof(body)));
  }

  private DomainProof proof(@Nullable SignedTimestamp body) {
    SignedTimestamp given = body == null ? new SignedTimestamp(null, null, null) : body;
    return DomainProof.of(given.domain(), given.timestamp(), given.signature(), clock);
  }

  /** No cache may keep a token. */
  private static RestResponse<TokenAnswer> answer(RegistryTokens.Issued issued) {
    return RestResponse.ResponseBuilder.ok(
            new TokenAnswer(issued.token(), issued.expiresAt().getEpochSecond()))
        .header("Cache-Control", "no-store")
        .build();
  }
}
