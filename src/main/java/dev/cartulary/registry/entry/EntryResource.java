package dev.cartulary.registry.entry;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotencyKey;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import io.vertx.core.http.HttpServerRequest;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Entries over HTTP (docs/registry.md). */
@Path("/v1/entries")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = EntryResource.TAG, description = EntryResource.TAGGED)
class EntryResource {

  static final String TAG = "Entries";
  static final String TAGGED = "Servers, skills and plugins, as those see them who manage them";
  static final String LISTED = "A part of the list";
  static final String WRONG = "A parameter or the body is not valid; errors names it";
  static final String TYPE = "server, skill or plugin";
  static final String STATUS = "active, deprecated, deleted; skills and plugins also archived";
  static final String ONLY = "Only those that have this";

  private static final byte[] NO_BODY = {};
  private static final String NONE = "There is no such entry";
  private static final String FOREIGN = "It was not published to this server";
  private static final String REUSED = "The Idempotency-Key was used for another request";
  private static final String NAME = "The entry's name, percent-encoded: com.example%2Fweather";
  private static final String SOURCE = "The source, where several have the name";

  private final EntryAdministration service;
  private final EntryPublishing publishing;
  private final IdempotentRequests requests;

  EntryResource(
      EntryAdministration service, EntryPublishing publishing, IdempotentRequests requests) {
    this.service = service;
    this.publishing = publishing;
    this.requests = requests;
  }

  @GET
  @Requires({Permission.ENTRIES_MANAGE, Permission.CATALOG_READ})
  @Operation(operationId = "listEntries", summary = "List entries by type, name and version")
  @APIResponse(responseCode = "200", description = LISTED)
  @APIResponse(responseCode = "400", description = WRONG)
  public Page<EntryView> list(
      @Parameter(description = ONLY) @QueryParam("source") @Nullable String source,
      @Parameter(description = TYPE) @QueryParam("type") @Nullable String type,
      @Parameter(description = ONLY) @QueryParam("name") @Nullable String entryName,
      @Parameter(description = ONLY) @QueryParam("version") @Nullable String version,
      @Parameter(description = STATUS) @QueryParam("status") @Nullable String status,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.list(
        EntryFilter.of(source, type, entryName, version, status), PageRequest.byId(limit, cursor));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires
  @Operation(
      operationId = "publishEntry",
      summary = "Publish a version of a server, skill or plugin",
      description =
          "The body has the document as server, skill or plugin, and may say where: source, or"
              + " registry, whose first managed source it is then; else the default registry. With"
              + " entries:manage one may publish every name, name a source, and say with claims"
              + " whose tokens see a new name; else the name must be granted.",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "201",
      description = "It is published",
      content = @Content(schema = @Schema(implementation = EntryView.class)))
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "403", description = "The name is not the caller's to publish")
  @APIResponse(responseCode = "404", description = "There is no such source or registry")
  @APIResponse(
      responseCode = "409",
      description =
          "This version exists, the name has other claims, the source is not managed, or an earlier"
              + " source of the registry has the name")
  @APIResponse(responseCode = "413", description = "The body has more than 1 MiB")
  @APIResponse(responseCode = "422", description = "The document breaks a rule. " + REUSED)
  @APIResponse(responseCode = "501", description = "The registry has no managed source")
  public Response publish(
      @Context HttpServerRequest request,
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          byte[] body) {
    return requests.answer(request, body, Echo.NONE, () -> publishing.publish(body));
  }

  @DELETE
  @Path("{type}/{entryName}/versions/{version}")
  @Requires(Permission.ENTRIES_MANAGE)
  @Operation(
      operationId = "deleteEntry",
      summary = "Delete a version that was published to this server",
      description = "Its status becomes deleted, so that mirrors see it.",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(responseCode = "204", description = "The version is deleted")
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "409", description = FOREIGN)
  @APIResponse(responseCode = "422", description = REUSED)
  public Response delete(
      @PathParam("type") String type,
      @Parameter(description = NAME) @PathParam("entryName") String name,
      @PathParam("version") String version,
      @Parameter(description = SOURCE) @QueryParam("source") @Nullable String source,
      @Context HttpServerRequest request) {
    return requests.answer(
        request,
        NO_BODY,
        Echo.NONE,
        () -> service.delete(type, name, version, Optional.ofNullable(source)));
  }

  @GET
  @Path("{type}/{entryName}/claims")
  @Requires(Permission.ENTRIES_MANAGE)
  @Operation(operationId = "getEntryClaims", summary = "Get whose tokens see a name")
  @APIResponse(responseCode = "200", description = "Whose tokens see it")
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "409", description = FOREIGN)
  public ClaimsView claims(
      @PathParam("type") String type,
      @Parameter(description = NAME) @PathParam("entryName") String name,
      @Parameter(description = SOURCE) @QueryParam("source") @Nullable String source) {
    return service.claims(type, name, Optional.ofNullable(source));
  }

  @PUT
  @Path("{type}/{entryName}/claims")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.ENTRIES_MANAGE)
  @Operation(
      operationId = "putEntryClaims",
      summary = "Say whose tokens see a name that was published to this server",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "Whose tokens see it now",
      content = @Content(schema = @Schema(implementation = ClaimsView.class)))
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "409", description = FOREIGN)
  @APIResponse(responseCode = "422", description = REUSED)
  public Response putClaims(
      @PathParam("type") String type,
      @Parameter(description = NAME) @PathParam("entryName") String name,
      @Parameter(description = SOURCE) @QueryParam("source") @Nullable String source,
      @Context HttpServerRequest request,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ClaimsView.class)))
          byte[] body) {
    return requests.answer(
        request,
        body,
        Echo.NONE,
        () -> service.putClaims(type, name, Optional.ofNullable(source), body));
  }
}
