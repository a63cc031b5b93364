package dev.cartulary.registry;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.Precondition;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotencyKey;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.source.SourceView;
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

/** Registries over HTTP (docs/registry.md). */
@Path("/v1/registries")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Registries", description = "Named and ordered views over sources")
class RegistryResource {

  private static final byte[] NO_BODY = {};
  private static final String NONE = "There is no registry of this name";
  private static final String WRONG = "Something is missing or wrong; errors names it";
  private static final String CONFIGURED = "It comes from the configuration file, or not permitted";
  private static final String UNMET = "The precondition does not hold";
  private static final String REUSED = "The Idempotency-Key was used for another request";
  private static final String CONFLICT =
      "Others kept using the same Idempotency-Key; send it again";

  private final RegistryAdministration service;
  private final IdempotentRequests requests;

  RegistryResource(RegistryAdministration service, IdempotentRequests requests) {
    this.service = service;
    this.requests = requests;
  }

  @GET
  @Requires({Permission.REGISTRIES_MANAGE, Permission.CATALOG_READ})
  @Operation(operationId = "listRegistries", summary = "List registries by name")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  public Page<RegistryView> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.list(PageRequest.of(limit, cursor));
  }

  @GET
  @Path("{name}")
  @Requires({Permission.REGISTRIES_MANAGE, Permission.CATALOG_READ})
  @Operation(
      operationId = "getRegistry",
      summary = "Get a registry; honours If-None-Match and If-Match")
  @APIResponse(responseCode = "200", description = "The registry, with its ETag")
  @APIResponse(responseCode = "304", description = "The reader has this definition")
  @APIResponse(responseCode = "404", description = NONE)
  @APIResponse(responseCode = "412", description = UNMET)
  public RestResponse<RegistryView> get(
      @PathParam("name") String name, @Context HttpHeaders headers) {
    Registry registry = service.named(name);
    String etag = SourceView.etag(registry.updatedAt());
    return Precondition.of(headers)
        .read(
            "It",
            etag,
            () ->
                RestResponse.ResponseBuilder.ok(service.view(registry))
                    .header(HttpHeaders.ETAG, etag)
                    .build());
  }

  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(Permission.REGISTRIES_MANAGE)
  @Operation(
      operationId = "putRegistry",
      summary = "Create or change a registry; honours If-Match and If-None-Match",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "The registry was changed",
      content = @Content(schema = @Schema(implementation = RegistryView.class)))
  @APIResponse(
      responseCode = "201",
      description = "The registry was created",
      content = @Content(schema = @Schema(implementation = RegistryView.class)))
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
              content = @Content(schema = @Schema(implementation = RegistryView.class)))
          byte[] body) {
    Precondition condition = Precondition.of(headers);
    return requests.answer(request, body, Echo.NONE, () -> service.put(name, body, condition));
  }

  @DELETE
  @Path("{name}")
  @Requires(Permission.REGISTRIES_MANAGE)
  @Operation(
      operationId = "deleteRegistry",
      summary = "Delete a registry; honours If-Match",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(responseCode = "204", description = "The registry was deleted")
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
}
