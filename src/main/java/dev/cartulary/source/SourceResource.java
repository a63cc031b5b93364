package dev.cartulary.source;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.Precondition;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sources over HTTP (docs/registry.md). */
@Path("/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Sources", description = "Where entries come from")
class SourceResource {

  private static final byte[] NO_BODY = {};
  private static final String NONE = "There is no source of this name";
  private static final String WRONG = "Something is missing or wrong; errors names it";
  private static final String CONFIGURED = "It comes from the configuration file, or not permitted";
  private static final String UNMET = "The precondition does not hold";
  private static final String REUSED = "The Idempotency-Key was used for another request";
  private static final String CONFLICT = "A registry shows it, or published entries would be lost";

  private final SourceAdministration service;
  private final IdempotentRequests requests;

  SourceResource(SourceAdministration service, IdempotentRequests requests) {
    this.service = service;
    this.requests = requests;
  }

  @GET
  @Requires({Permission.SOURCES_MANAGE, Permission.CATALOG_READ})
  @Operation(operationId = "listSources", summary = "List sources by name")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  public Page<SourceView> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.list(PageRequest.of(limit, cursor));
  }

  @GET
  @Path("{name}")
  @Requires({Permission.SOURCES_MANAGE, Permission.CATALOG_READ})
  @Operation(
      operationId = "getSource",
      summary = "Get a source; honours If-None-Match and If-Match")
  @APIResponse(responseCode = "200", description = "The source, with its ETag")
  @APIResponse(responseCode = "304", description = "The reader has this definition")
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "412", description = UNMET)
  public RestResponse<SourceView> get(
      @PathParam("name") String name, @Context HttpHeaders headers) {
    Source source = service.named(name);
    String etag = SourceView.etag(source.updatedAt());
    return Precondition.of(headers)
        .read(
            "It",
            etag,
            () ->
                RestResponse.ResponseBuilder.ok(service.view(source))
                    .header(HttpHeaders.ETAG, etag)
                    .build());
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.SOURCES_MANAGE)
  @Operation(
      operationId = "putSource",
      summary = "Create or change a source; honours If-Match and If-None-Match",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "The source was changed",
      content = @Content(schema = @Schema(implementation = SourceView.class)))
  @APIResponse(
      responseCode = "201",
      description = "The source was created",
      content = @Content(schema = @Schema(implementation = SourceView.class)))
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "403", description = CONFIGURED)
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "412", description = UNMET)
  @APIResponse(responseCode = "422", description = REUSED)
  public Response put(
      @PathParam("name") String name,
      @Context HttpServerRequest request,
      @Context HttpHeaders headers,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = SourceView.class)))
          byte[] body) {
    Precondition condition = Precondition.of(headers);
    return requests.answer(request, body, Echo.NONE, () -> service.put(name, body, condition));
  }

  @DELETE
  @Path("{name}")
  @Requires(Permission.SOURCES_MANAGE)
  @Operation(
      operationId = "deleteSource",
      summary = "Delete a source; honours If-Match",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(responseCode = "204", description = "The source was deleted")
  @APIResponse(responseCode = "403", description = CONFIGURED)
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "412", description = UNMET)
  @APIResponse(responseCode = "422", description = REUSED)
  public Response delete(
      @PathParam("name") String name,
      @Context HttpServerRequest request,
      @Context HttpHeaders headers) {
    Precondition condition = Precondition.of(headers);
    return requests.answer(request, NO_BODY, Echo.NONE, () -> service.delete(name, condition));
  }

  @GET
  @Path("{name}/refusals")
  @Requires({Permission.SOURCES_MANAGE, Permission.CATALOG_READ})
  @Operation(
      operationId = "listSourceRefusals",
      summary = "List what the last load of a source left out or took with a warning")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  @APIResponse(responseCode = "404", description = NONE)
  public Page<RefusalView> refusals(
      @PathParam("name") String name,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.refusals(name, PageRequest.of(limit, cursor));
  }
}
