package dev.cartulary.identity.role;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything that can be permitted (docs/permissions.md). */
@Path("/v1/permissions")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Roles", description = "Lists of permissions that users have")
class PermissionResource {

  @GET
  @Requires
  @Operation(operationId = "listPermissions", summary = "List what roles and API keys can permit")
  @APIResponse(responseCode = "200", description = "A part of the list, by code")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  @APIResponse(responseCode = "401", description = "Authentication required")
  @APIResponse(responseCode = "403", description = "The password must be changed first")
  public Page<PermissionView> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return PageRequest.of(limit, cursor).page(PermissionResource::part, PermissionView::code);
  }

  private static List<PermissionView> part(String after, int limit) {
    return Arrays.stream(Permission.values())
        .map(PermissionView::of)
        .filter(permission -> permission.code().compareTo(after) > 0)
        .sorted(Comparator.comparing(PermissionView::code))
        .limit(limit)
        .toList();
  }
}
