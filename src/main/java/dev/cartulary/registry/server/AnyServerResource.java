package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.database.replica.ReadReplica;
import dev.cartulary.http.ReadyBody;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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

  private final RegistryAnswers answers;

  AnyServerResource(RegistryAnswers answers) {
    this.answers = answers;
  }

  @GET
  @Compressed // else the framework says identity beside the coding that the answer names
  @Operation(summary = "List servers by name and version")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(schema = @Schema(implementation = ServerView.Page.class)))
  public RestResponse<ReadyBody> list(
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
    return answer(answers.list(asked(uri, headers), query), headers);
  }

  @GET
  @Compressed // else the framework says identity beside the coding that the answer names
  @Path("{serverName}/versions")
  @Operation(summary = "List all versions of a server, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(schema = @Schema(implementation = ServerView.Page.class)))
  public RestResponse<ReadyBody> versions(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    boolean gone = ServerQuery.includeDeleted(deleted);
    return answer(answers.versions(asked(uri, headers), serverName, gone), headers);
  }

  @GET
  @Compressed // else the framework says identity beside the coding that the answer names
  @Path("{serverName}/versions/{version}")
  @Operation(summary = "Get one version of a server")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(schema = @Schema(implementation = ServerView.class)))
  public RestResponse<ReadyBody> one(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    boolean gone = ServerQuery.includeDeleted(deleted);
    return answer(answers.one(asked(uri, headers), serverName, version, gone), headers);
  }

  @GET
  @Compressed // else the framework says identity beside the coding that the answer names
  @Path("{serverName}/latest")
  @Operation(summary = "Get the latest version of a server")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(schema = @Schema(implementation = ServerView.class)))
  public RestResponse<ReadyBody> latest(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = DELETED, schema = @Schema(type = SchemaType.BOOLEAN))
          @QueryParam("include_deleted")
          @Nullable String deleted,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return one(serverName, ServerFilter.LATEST, deleted, uri, headers);
  }

  private static RegistryAnswers.Asked asked(UriInfo uri, HttpHeaders headers) {
    return new RegistryAnswers.Asked(
        registry(uri),
        ReadReplica.asksAnew(lines(headers, HttpHeaders.CACHE_CONTROL)),
        takesGzip(headers));
  }
}
