package dev.cartulary.identity.namespace;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.access.Caller;
import dev.cartulary.access.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller may publish (docs/permissions.md). */
@Path("/v1/me/namespaces")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Namespaces")
class OwnNamespaceResource {

  private final NamespaceGrants grants;
  private final Caller caller;

  OwnNamespaceResource(NamespaceGrants grants, Caller caller) {
    this.grants = grants;
    this.caller = caller;
  }

  /** Patterns, in the order of their text; no cursor, since it is never long. */
  @JsonPropertyOrder({"items", "count"})
  record OwnNamespaces(List<String> items, int count) {}

  @GET
  @Requires(withRegistryToken = true)
  @Operation(
      operationId = "listOwnNamespaces",
      summary = "List the patterns of names that the caller may publish under")
  @APIResponse(responseCode = "200", description = "The whole list")
  @APIResponse(responseCode = "401", description = "Authentication required")
  @APIResponse(responseCode = "403", description = "The password must be changed first")
  public OwnNamespaces list() {
    List<String> patterns = grants.of(caller.principal());
    return new OwnNamespaces(patterns, patterns.size());
  }
}
