package dev.cartulary.identity.role;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Roles over HTTP (docs/permissions.md). */
@Path("/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Roles")
@APIResponse(responseCode = "401", description = "Authentication required")
@APIResponse(
    responseCode = "403",
    description =
        "The caller lacks roles:manage, or a permission of the role; or the password"
            + " must be changed first")
class RoleResource {

  private final RoleService service;

  RoleResource(RoleService service) {
    this.service = service;
  }

  @GET
  @Requires
  @Operation(operationId = "listRoles", summary = "List the built-in and the custom roles by name")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  public Page<Role> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.list(PageRequest.of(limit, cursor));
  }

  @POST
  @Requires(Permission.ROLES_MANAGE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createRole", summary = "Create a role")
  @APIResponse(
      responseCode = "201",
      description = "The role was created; Location names it",
      content = @Content(schema = @Schema(implementation = Role.class)))
  @APIResponse(responseCode = "400", description = "A member is missing, unknown or wrong")
  @APIResponse(responseCode = "409", description = "The name is taken")
  public RestResponse<Role> create(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RoleDraft.Body.class)))
          byte[] body) {
    Role role = service.create(RoleDraft.of(body, null));
    return RestResponse.ResponseBuilder.<Role>created(URI.create("/v1/roles/" + role.name()))
        .entity(role)
        .build();
  }

  @PUT
  @Path("{name}")
  @Requires(Permission.ROLES_MANAGE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "replaceRole",
      summary = "Change a custom role",
      description =
          "Another name in the body renames the role; its users stay with it. A"
              + " description that is left out is empty afterwards.")
  @APIResponse(responseCode = "200", description = "The role as it is now")
  @APIResponse(responseCode = "400", description = "A member is missing, unknown or wrong")
  @APIResponse(responseCode = "404", description = "There is no such role")
  @APIResponse(responseCode = "409", description = "The role is built in, or the name is taken")
  public Role replace(
      @PathParam("name") String name,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RoleDraft.Body.class)))
          byte[] body) {
    return service.replace(name, RoleDraft.of(body, name));
  }

  @DELETE
  @Path("{name}")
  @Requires(Permission.ROLES_MANAGE)
  @Operation(
      operationId = "deleteRole",
      summary = "Delete a custom role; its users get the role user")
  @APIResponse(responseCode = "204", description = "The role was deleted")
  @APIResponse(responseCode = "404", description = "There is no such role")
  @APIResponse(responseCode = "409", description = "The role is built in")
  public void delete(@PathParam("name") String name) {
    service.delete(name);
  }
}
