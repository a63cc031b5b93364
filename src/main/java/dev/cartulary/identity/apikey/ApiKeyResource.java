package dev.cartulary.identity.apikey;

import static dev.cartulary.access.Permission.API_KEYS_ALL;

import dev.cartulary.access.Requires;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.identity.apikey.ApiKeyAnswers.ApiKey;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The API keys of everybody (docs/authentication.md). */
@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Requires(API_KEYS_ALL)
@SecurityRequirement(name = "bearer")
@Tag(name = "API keys", description = "The API keys of everybody")
class ApiKeyResource {

  private final ApiKeyService keys;

  ApiKeyResource(ApiKeyService keys) {
    this.keys = keys;
  }

  @GET
  @Operation(summary = "List API keys in the order they were made")
  public Page<ApiKey> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return PageRequest.byId(limit, cursor).page(keys::list, ApiKeyEntity::id).map(ApiKey::of);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke an API key")
  @APIResponse(responseCode = "204", description = "It was revoked")
  @APIResponse(responseCode = "404", description = "There is no such key")
  public void revoke(@PathParam("id") String id) {
    keys.revoke(id);
  }
}
