package dev.cartulary.registry.server;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.registry.Sight;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Skills or plugins, as ToolHive's extension of the MCP Registry API has them: the documents
 * themselves, without what the registry knows of them.
 *
 * @param <P> the page's form
 */
@Produces(MediaType.APPLICATION_JSON)
@OpenToAll("common clients of the MCP Registry API send no token")
abstract class AnyExtensionResource<P> extends AnyRegistryResource {

  private static final int DEFAULT_LIMIT = 50;

  private static final String CURSOR =
      "metadata.nextCursor of the page before; it carries the filter";
  private static final String LIMIT = "How many at most, 1 to 100; 50 when absent";
  private static final String SEARCH = "A part of name, title or description, in any case";
  private static final String SINCE =
      "All versions that were published, changed or withdrawn since (RFC 3339), with the status"
          + " deleted where they are";
  private static final String NAMESPACE = "The part of the name before the slash";
  private static final String NAME = "The part of the name after the slash";
  private static final String VERSION = "The version, percent-encoded, or latest";

  private final ServerService service;
  private final EntryType type;

  AnyExtensionResource(ServerService service, EntryType type) {
    this.service = service;
    this.type = type;
  }

  /** The page as it is answered. */
  abstract P view(ServerPage page);

  @GET
  @Compressed
  @Operation(summary = "List the latest versions by name")
  public RestResponse<P> list(
      @Parameter(description = CURSOR) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = SEARCH) @QueryParam("search") @Nullable String search,
      @Parameter(description = SINCE) @QueryParam("updated_since") @Nullable String since,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    // A mirror wants every version; a cursor carries what the first page was asked for.
    String version = cursor == null && since == null ? ServerFilter.LATEST : null;
    ServerQuery query =
        ServerQuery.of(
            new ServerQuery.Parameters(cursor, limit, search, since, version, null), DEFAULT_LIMIT);
    return page(service.list(sight(uri), type, query).it(), headers);
  }

  @GET
  @Compressed
  @Path("{namespace}/{name}")
  @Operation(summary = "Get the latest version")
  public RestResponse<ExtensionPage.Document> latest(
      @Parameter(description = NAMESPACE) @PathParam("namespace") String namespace,
      @Parameter(description = NAME) @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return one(namespace, name, ServerFilter.LATEST, uri, headers);
  }

  @GET
  @Compressed
  @Path("{namespace}/{name}/versions")
  @Operation(summary = "List all versions, the newest first")
  public RestResponse<P> versions(
      @Parameter(description = NAMESPACE) @PathParam("namespace") String namespace,
      @Parameter(description = NAME) @PathParam("name") String name,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return page(service.versions(sight(uri), type, namespace + '/' + name, false).it(), headers);
  }

  @GET
  @Compressed
  @Path("{namespace}/{name}/versions/{version}")
  @Operation(summary = "Get one version")
  public RestResponse<ExtensionPage.Document> one(
      @Parameter(description = NAMESPACE) @PathParam("namespace") String namespace,
      @Parameter(description = NAME) @PathParam("name") String name,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    ServerRow row =
        service.one(
            sight(uri), new ServerService.Version(type, namespace + '/' + name, version), false);
    return answer(row.etag(), headers, () -> ExtensionPage.document(row));
  }

  private Sight sight(UriInfo uri) {
    return service.sight(registry(uri));
  }

  private RestResponse<P> page(ServerPage page, HttpHeaders headers) {
    return answer(page.etag(), headers, () -> view(page));
  }
}
