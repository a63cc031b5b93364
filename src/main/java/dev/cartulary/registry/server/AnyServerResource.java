package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.registry.listing.ListingView;
import dev.cartulary.source.format.EntryType;
import io.quarkus.vertx.http.Compressed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The MCP Registry API over a registry's servers, to read (docs/registry.md). */
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
abstract class AnyServerResource extends AnyRegistryResource {

  private static final String CURSOR =
      "metadata.nextCursor of the page before; it carries the filter";
  private static final String LIMIT = "How many servers at most, 1 to 100; 30 when absent";
  private static final String SEARCH = "A part of name, title or description, in any case";
  private static final String SINCE =
      "Only what was published, changed or withdrawn since (RFC 3339), what is deleted included";
  private static final String VERSION_FILTER = "latest, or an exact version";
  private static final String NAME = "The server's name, percent-encoded: com.example%2Fweather";
  private static final String VERSION = "The version, percent-encoded, or latest";
  private static final String DELETED =
      "true for deleted versions, too; false when absent, but for lists with updated_since";

  private final ServerService service;

  AnyServerResource(ServerService service) {
    this.service = service;
  }

  @GET
  @Compressed
  @Operation(summary = "List servers by name and version")
  public RestResponse<ServerView.Page> list(
      @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(
              description = LIMIT,
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "30"))
          @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = SEARCH) @QueryParam("search") @Nullable String search,
      @Parameter(
              description = SINCE,
              schema = @Schema(type = SchemaType.STRING, format = "date-time"))
          @QueryParam("updated_since")
          @Nullable String since,
      @Parameter(description = VERSION_FILTER) @QueryParam("version") @Nullable String version,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ServerQuery query =
        ServerQuery.of(new ServerQuery.Parameters(cursor, limit, search, since, version, deleted));
    return answer(service.list(registry(uri), EntryType.SERVER, query), headers);
  }

  @GET
  @Compressed
  @Path("{serverName}/versions")
  @Operation(summary = "List all versions of a server, the newest first")
  public RestResponse<ServerView.Page> versions(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return answer(
        service.versions(
            registry(uri), EntryType.SERVER, serverName, ServerQuery.includeDeleted(deleted)),
        headers);
  }

  @GET
  @Compressed
  @Path("{serverName}/versions/{version}")
  @Operation(summary = "Get one version of a server")
  public RestResponse<ServerView> one(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ServerRow row =
        service.one(
            registry(uri),
            new ServerService.Version(EntryType.SERVER, serverName, version),
            ServerQuery.includeDeleted(deleted));
    return answer(row.etag(), headers, () -> ServerView.of(row, ListingView.NO_BOUND));
  }

  @GET
  @Compressed
  @Path("{serverName}/latest")
  @Operation(summary = "Get the latest version of a server")
  public RestResponse<ServerView> latest(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return one(serverName, ServerFilter.LATEST, deleted, uri, headers);
  }

  /** 200 with the page, or 304 where the client has this state already. */
  private static RestResponse<ServerView.Page> answer(ServerPage page, HttpHeaders headers) {
    return answer(page.etag(), headers, page::view);
  }
}
