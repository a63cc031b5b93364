package dev.cartulary.registry.publish;

import dev.cartulary.access.OpenToAll;
import dev.cartulary.access.Requires;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotencyKey;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.registry.server.ServerAnswers;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;

/** Publishing and validating over the MCP Registry API, whatever the registry. */
abstract class AnyPublishResource {

  private final PublishService service;
  private final ValidateService validation;
  private final IdempotentRequests requests;

  AnyPublishResource(
      PublishService service, ValidateService validation, IdempotentRequests requests) {
    this.service = service;
    this.validation = validation;
    this.requests = requests;
  }

  @POST
  @Path("publish")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(withRegistryToken = true)
  @SecurityRequirement(name = "bearer")
  @Operation(
      summary = "Publish a version of a server",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "It is published",
      content = @Content(schema = @Schema(ref = ServerAnswers.SCHEMA)))
  @APIResponse(
      responseCode = "400",
      description = "It exists, has a remote of another server, or lacks a proof")
  @APIResponse(responseCode = "401", description = "The token is missing, wrong or expired")
  @APIResponse(responseCode = "403", description = "The name is not the caller's to publish")
  @APIResponse(responseCode = "404", description = "There is no such registry")
  @APIResponse(responseCode = "409", description = "An earlier source of the registry has the name")
  @APIResponse(responseCode = "413", description = "The document has more than 1 MiB")
  @APIResponse(responseCode = "422", description = "The document breaks a rule; ask validate")
  @APIResponse(responseCode = "501", description = "The registry has no managed source")
  public Response publish(
      @Context UriInfo uri,
      @Context HttpServerRequest request,
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          byte[] body) {
    return requests.answer(request, body, Echo.NONE, () -> service.publish(registry(uri), body));
  }

  @POST
  @Path("validate")
  @Consumes(MediaType.APPLICATION_JSON)
  @OpenToAll("it changes nothing, and publishing tools ask without a token")
  @Operation(summary = "Say what is wrong with a server's document, without publishing it")
  @APIResponse(
      responseCode = "200",
      description = "What is wrong",
      content = @Content(schema = @Schema(implementation = ValidateService.Validation.class)))
  @APIResponse(responseCode = "400", description = "It is not JSON")
  @APIResponse(responseCode = "413", description = "The document has more than 1 MiB")
  @APIResponse(responseCode = "422", description = "Members are unknown or of other types")
  @APIResponse(responseCode = "429", description = "Too many documents are being checked")
  public ValidateService.Validation validate(
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          byte[] body) {
    return validation.validate(body);
  }

  /** The registry that the path names; empty for the default one. */
  static Optional<String> registry(UriInfo uri) {
    return Optional.ofNullable(uri.getPathParameters().getFirst("registryName"));
  }
}
