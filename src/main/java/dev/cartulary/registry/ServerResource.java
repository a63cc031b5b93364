package dev.cartulary.registry;

import dev.cartulary.access.OpenToAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The MCP Registry API over the default registry (docs/registry.md). */
@Path("/v0.1/servers")
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
@Tag(name = "servers", description = "MCP servers of the default registry")
class ServerResource {

  static final String CURSOR = "metadata.nextCursor of the page before; it carries the filter";
  static final String LIMIT = "How many servers at most, 1 to 100; 30 when absent";
  static final String SEARCH = "A part of name, title or description, in any case";
  static final String SINCE = "Only what was published or changed since (RFC 3339)";
  static final String VERSION_FILTER = "latest, or an exact version";
  static final String NAME = "The server's name, percent-encoded: com.example%2Fweather";
  static final String VERSION = "The version, percent-encoded, or latest";

  private final ServerService service;

  ServerResource(ServerService service) {
    this.service = service;
  }

  @GET
  @Operation(operationId = "listServers", summary = "List servers by name and version")
  public ServerView.Page list(
      @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = SEARCH) @QueryParam("search") @Nullable String search,
      @Parameter(description = SINCE) @QueryParam("updated_since") @Nullable String since,
      @Parameter(description = VERSION_FILTER) @QueryParam("version") @Nullable String version) {
    return service.list(
        Optional.empty(),
        ServerQuery.of(new ServerQuery.Parameters(cursor, limit, search, since, version)));
  }

  @GET
  @Path("{serverName}/versions")
  @Operation(
      operationId = "listServerVersions",
      summary = "List all versions of a server, the newest first")
  public ServerView.Page versions(
      @Parameter(description = NAME) @PathParam("serverName") String serverName) {
    return service.versions(Optional.empty(), serverName);
  }

  @GET
  @Path("{serverName}/versions/{version}")
  @Operation(operationId = "getServerVersion", summary = "Get one version of a server")
  public RestResponse<ServerView> one(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context Request request) {
    return answer(service.one(Optional.empty(), serverName, version), request);
  }

  /** 200 with the server, or 304 where the client has this state already. */
  static RestResponse<ServerView> answer(ServerRow row, Request request) {
    EntityTag tag = new EntityTag(row.etag());
    Response.ResponseBuilder notModified = request.evaluatePreconditions(tag);
    if (notModified != null) {
      return RestResponse.ResponseBuilder.<ServerView>create(notModified.build().getStatus())
          .tag(tag)
          .build();
    }
    return RestResponse.ResponseBuilder.ok(ServerView.of(row)).tag(tag).build();
  }
}
