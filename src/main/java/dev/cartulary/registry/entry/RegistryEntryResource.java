package dev.cartulary.registry.entry;

import static dev.cartulary.registry.entry.EntryResource.LISTED;
import static dev.cartulary.registry.entry.EntryResource.ONLY;
import static dev.cartulary.registry.entry.EntryResource.STATUS;
import static dev.cartulary.registry.entry.EntryResource.TYPE;
import static dev.cartulary.registry.entry.EntryResource.WRONG;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
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

/**
 * Entries that one registry shows. A class of its own: a path is looked for in the class whose path
 * fits best.
 */
@Path("/v1/registries/{name}/entries")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = EntryResource.TAG, description = EntryResource.TAGGED)
class RegistryEntryResource {

  private final EntryAdministration service;

  RegistryEntryResource(EntryAdministration service) {
    this.service = service;
  }

  @GET
  @Requires({Permission.ENTRIES_MANAGE, Permission.REGISTRIES_MANAGE, Permission.CATALOG_READ})
  @Operation(
      operationId = "listRegistryEntries",
      summary = "List the entries that a registry shows to those who see all of its sources")
  @APIResponse(responseCode = "200", description = LISTED)
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "404", description = "There is no such registry")
  public Page<EntryView> ofRegistry(
      @PathParam("name") String name,
      @Parameter(description = TYPE) @QueryParam("type") @Nullable String type,
      @Parameter(description = ONLY) @QueryParam("name") @Nullable String entryName,
      @Parameter(description = ONLY) @QueryParam("version") @Nullable String version,
      @Parameter(description = STATUS) @QueryParam("status") @Nullable String status,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.ofRegistry(
        name,
        EntryFilter.of(null, type, entryName, version, status),
        PageRequest.byId(limit, cursor));
  }
}
