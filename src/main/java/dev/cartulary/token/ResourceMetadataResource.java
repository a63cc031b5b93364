package dev.cartulary.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cartulary.access.OpenToAll;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells clients where to get a token for this server (RFC 9728). */
@Path(ResourceMetadataResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tokens", description = "Where tokens come from, and registry tokens")
@OpenToAll("a client reads it before it has a token")
class ResourceMetadataResource {

  static final String PATH = "/.well-known/oauth-protected-resource";

  /**
   * OAuth 2.0 Protected Resource Metadata.
   *
   * @param resource the URL of this server
   * @param authorizationServers the issuers whose tokens it accepts
   */
  record ResourceMetadata(
      String resource,
      @JsonProperty("authorization_servers") List<String> authorizationServers,
      @JsonProperty("bearer_methods_supported") List<String> bearerMethods,
      @JsonProperty("scopes_supported") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<String> scopes) {}

  private final TokenSettings settings;

  ResourceMetadataResource(Settings settings) {
    this.settings = TokenSettings.resolve(settings);
  }

  @GET
  @Operation(
      operationId = "getProtectedResourceMetadata",
      summary = "Get the identity providers whose tokens this server accepts (RFC 9728)")
  public RestResponse<ResourceMetadata> metadata(@Context UriInfo request) {
    if (!settings.accepted()) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "This server accepts no tokens of identity providers.");
    }
    String resource =
        settings
            .resourceUrl()
            .orElseGet(() -> request.getBaseUri().toString().replaceFirst("/+$", ""));
    RestResponse.ResponseBuilder<ResourceMetadata> answer =
        RestResponse.ResponseBuilder.ok(
            new ResourceMetadata(
                resource,
                settings.providers().stream().map(ProviderDefinition::issuer).distinct().toList(),
                List.of("header"),
                settings.scopes()));
    // Else it names the host that this very client has asked: nothing to keep for others.
    return settings.resourceUrl().isPresent()
        ? answer.build()
        : answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  @GET
  @Path("{path:.+}")
  @Operation(
      operationId = "getProtectedResourceMetadataOfPath",
      summary = "Get the same where the server's URL has a path")
  public RestResponse<ResourceMetadata> metadata(
      @Parameter(description = "The path of the server's URL") @PathParam("path") String path,
      @Context UriInfo request) {
    String known = settings.resourceUrl().map(url -> URI.create(url).getRawPath()).orElse("");
    if (!known.equals("/" + path)) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "This server is not the resource /" + path + ".");
    }
    return metadata(request);
  }
}
