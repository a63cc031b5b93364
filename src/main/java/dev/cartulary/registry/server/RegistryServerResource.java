package dev.cartulary.registry.server;

import static dev.cartulary.registry.server.ServerResource.CURSOR;
import static dev.cartulary.registry.server.ServerResource.LIMIT;
import static dev.cartulary.registry.server.ServerResource.NAME;
import static dev.cartulary.registry.server.ServerResource.SEARCH;
import static dev.cartulary.registry.server.ServerResource.SINCE;
import static dev.cartulary.registry.server.ServerResource.VERSION;
import static dev.cartulary.registry.server.ServerResource.VERSION_FILTER;

import dev.cartulary.access.OpenToAll;
import io.quarkus.vertx.http.Compressed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The MCP Registry API over a registry by name (docs/registry.md). */
@Path("/registry/{registryName}/v0.1/servers")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "registry servers", description = "MCP servers of a registry by name")
class RegistryServerResource {

  private static final String REGISTRY = "The registry's name";

  private final ServerService service;

  RegistryServerResource(ServerService service) {
    this.service = service;
  }

  @GET
  @Compressed
  @Operation(
      operationId = "listRegistryServers",
      summary = "List a registry's servers by name and version")
  public RestResponse<ServerView.Page> list(
      @Parameter(description = REGISTRY) @PathParam("registryName") String registryName,
      @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = SEARCH) @QueryParam("search") @Nullable String search,
      @Parameter(description = SINCE) @QueryParam("updated_since") @Nullable String since,
      @Parameter(description = VERSION_FILTER) @QueryParam("version") @Nullable String version,
      @Context HttpHeaders headers) {
    return ServerResource.answer(
        service.list(
            Optional.of(registryName),
            ServerQuery.of(new ServerQuery.Parameters(cursor, limit, search, since, version))),
        headers);
  }

  @GET
  @Compressed
  @Path("{serverName}/versions")
  @Operation(
      operationId = "listRegistryServerVersions",
      summary = "List all versions of a server in a registry, the newest first")
  public RestResponse<ServerView.Page> versions(
      @Parameter(description = REGISTRY) @PathParam("registryName") String registryName,
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Context HttpHeaders headers) {
    return ServerResource.answer(service.versions(Optional.of(registryName), serverName), headers);
  }

  @GET
  @Compressed
  @Path("{serverName}/versions/{version}")
  @Operation(
      operationId = "getRegistryServerVersion",
      summary = "Get one version of a server in a registry")
  public RestResponse<ServerView> one(
      @Parameter(description = REGISTRY) @PathParam("registryName") String registryName,
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context HttpHeaders headers) {
    return ServerResource.answer(
        service.one(Optional.of(registryName), serverName, version), headers);
  }
}
