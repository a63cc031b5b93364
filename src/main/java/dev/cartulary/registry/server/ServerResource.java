package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.http.EntityTags;
import io.quarkus.vertx.http.Compressed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
  @Compressed
  @Operation(operationId = "listServers", summary = "List servers by name and version")
  public RestResponse<ServerView.Page> list(
      @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = SEARCH) @QueryParam("search") @Nullable String search,
      @Parameter(description = SINCE) @QueryParam("updated_since") @Nullable String since,
      @Parameter(description = VERSION_FILTER) @QueryParam("version") @Nullable String version,
      @Context HttpHeaders headers) {
    return answer(
        service.list(
            Optional.empty(),
            ServerQuery.of(new ServerQuery.Parameters(cursor, limit, search, since, version))),
        headers);
  }

  @GET
  @Compressed
  @Path("{serverName}/versions")
  @Operation(
      operationId = "listServerVersions",
      summary = "List all versions of a server, the newest first")
  public RestResponse<ServerView.Page> versions(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Context HttpHeaders headers) {
    return answer(service.versions(Optional.empty(), serverName), headers);
  }

  @GET
  @Compressed
  @Path("{serverName}/versions/{version}")
  @Operation(operationId = "getServerVersion", summary = "Get one version of a server")
  public RestResponse<ServerView> one(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context HttpHeaders headers) {
    return answer(service.one(Optional.empty(), serverName, version), headers);
  }

  /** 200 with the server, or 304 where the client has this state already. */
  static RestResponse<ServerView> answer(ServerRow row, HttpHeaders headers) {
    return answer(row.etag(), headers, () -> ServerView.of(row));
  }

  /** 200 with the page, or 304 where the client has this state already. */
  static RestResponse<ServerView.Page> answer(ServerPage page, HttpHeaders headers) {
    return answer(page.etag(), headers, page::view);
  }

  private static <T> RestResponse<T> answer(String tag, HttpHeaders headers, Supplier<T> body) {
    List<String> known = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
    RestResponse.ResponseBuilder<T> answer =
        known != null && EntityTags.known(known, tag)
            ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
            : RestResponse.ResponseBuilder.ok(body.get());
    return answer
        .tag(new EntityTag(tag, true))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .build();
  }
}
