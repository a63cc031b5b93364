package dev.cartulary.identity.namespace;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Grants of namespaces over HTTP (docs/permissions.md). */
@Path("/v1/namespaces")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Namespaces", description = "Who may publish under which names")
@APIResponse(responseCode = "401", description = "Authentication required")
@APIResponse(
    responseCode = "403",
    description = "The caller lacks namespaces:manage; or the password must be changed first")
class NamespaceResource {

  private final NamespaceGrants grants;

  NamespaceResource(NamespaceGrants grants) {
    this.grants = grants;
  }

  @GET
  @Requires(Permission.NAMESPACES_MANAGE)
  @Operation(
      operationId = "listNamespaceGrants",
      summary = "List all grants in the order they were made")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  public Page<NamespaceGrant> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return grants.list(PageRequest.byId(limit, cursor));
  }

  @POST
  @Requires(Permission.NAMESPACES_MANAGE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "grantNamespace",
      summary = "Let a user, a team or the holders of a claim publish under names",
      description = "Name either user, or team, or claim and value.")
  @APIResponse(
      responseCode = "201",
      description = "It is granted; Location names the grant",
      content = @Content(schema = @Schema(implementation = NamespaceGrant.class)))
  @APIResponse(responseCode = "400", description = "A member is missing, unknown or wrong")
  @APIResponse(responseCode = "409", description = "This is granted already")
  public RestResponse<NamespaceGrant> grant(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = NamespaceGrantDraft.Body.class)))
          byte[] body) {
    NamespaceGrant grant = grants.grant(NamespaceGrantDraft.of(body));
    return RestResponse.ResponseBuilder.<NamespaceGrant>created(
            URI.create("/v1/namespaces/" + grant.id()))
        .entity(grant)
        .build();
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.NAMESPACES_MANAGE)
  @Operation(operationId = "withdrawNamespace", summary = "Take a grant back")
  @APIResponse(responseCode = "204", description = "The grant is gone")
  @APIResponse(responseCode = "404", description = "There is no such grant")
  public void withdraw(@PathParam("id") String id) {
    grants.withdraw(id);
  }
}
