package dev.cartulary.registry.publish;

import dev.cartulary.access.Requires;
import dev.cartulary.http.RequestText;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotencyKey;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.registry.server.ServerAnswers;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Changes of what was published, over the MCP Registry API, whatever the registry. */
@APIResponse(responseCode = "401", description = "The token is missing, wrong or expired")
@APIResponse(responseCode = "403", description = "The name is not the caller's")
@APIResponse(responseCode = "404", description = "There is no such version that was published here")
abstract class AnyServerChangeResource {

  private static final String NAME = "The server's name, percent-encoded: com.example%2Fweather";
  private static final String VERSION = "The version, percent-encoded";
  private static final byte[] NO_BODY = {};

  private final PublishService service;
  private final StatusService status;
  private final IdempotentRequests requests;

  AnyServerChangeResource(
      PublishService service, StatusService status, IdempotentRequests requests) {
    this.service = service;
    this.status = status;
    this.requests = requests;
  }

  @PUT
  @Path("{serverName}/versions/{version}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(withRegistryToken = true)
  @Operation(
      summary = "Give a version another document",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "The version as it is now",
      content = @Content(schema = @Schema(ref = ServerAnswers.SCHEMA)))
  @APIResponse(responseCode = "400", description = "Name or version differ, or a remote is taken")
  @APIResponse(responseCode = "422", description = "The document breaks a rule; ask validate")
  public Response edit(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context UriInfo uri,
      @Context HttpServerRequest request,
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          byte[] body) {
    String name = RequestText.storable("serverName", serverName);
    String of = RequestText.storable("version", version);
    return answer(
        request, body, () -> service.edit(AnyPublishResource.registry(uri), name, of, body));
  }

  @DELETE
  @Path("{serverName}/versions/{version}")
  @Requires(withRegistryToken = true)
  @Operation(summary = "Give a version the status deleted, where PUBLISH_DELETE allows it")
  @APIResponse(
      responseCode = "200",
      description = "The version as it is now",
      content = @Content(schema = @Schema(ref = ServerAnswers.SCHEMA)))
  @APIResponse(responseCode = "501", description = "It is not allowed")
  public Response delete(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context UriInfo uri,
      @Context HttpServerRequest request) {
    String name = RequestText.storable("serverName", serverName);
    String of = RequestText.storable("version", version);
    return answer(
        request, NO_BODY, () -> status.delete(AnyPublishResource.registry(uri), name, of));
  }

  @PATCH
  @Path("{serverName}/versions/{version}/status")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(withRegistryToken = true)
  @Operation(
      summary = "Change the status of a version",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "The version as it is now",
      content = @Content(schema = @Schema(ref = ServerAnswers.SCHEMA)))
  @APIResponse(responseCode = "400", description = "Nothing would change, or a remote is taken")
  @APIResponse(responseCode = "422", description = "The status is unknown")
  public Response status(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Parameter(description = VERSION) @PathParam("version") String version,
      @Context UriInfo uri,
      @Context HttpServerRequest request,
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          byte[] body) {
    String name = RequestText.storable("serverName", serverName);
    String of = RequestText.storable("version", version);
    StatusChange change = StatusChange.of(body);
    return answer(
        request, body, () -> status.one(AnyPublishResource.registry(uri), name, of, change));
  }

  @PATCH
  @Path("{serverName}/status")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(withRegistryToken = true)
  @Operation(
      summary = "Change the status of all versions of a server",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "All versions as they are now",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(responseCode = "400", description = "Nothing would change, or a remote is taken")
  @APIResponse(responseCode = "422", description = "The status is unknown")
  public Response statusOfAll(
      @Parameter(description = NAME) @PathParam("serverName") String serverName,
      @Context UriInfo uri,
      @Context HttpServerRequest request,
      @RequestBody(required = true, content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
          byte[] body) {
    String name = RequestText.storable("serverName", serverName);
    StatusChange change = StatusChange.of(body);
    return answer(request, body, () -> status.all(AnyPublishResource.registry(uri), name, change));
  }

  private Response answer(HttpServerRequest request, byte[] body, Supplier<Answer> work) {
    return requests.answer(request, body, Echo.NONE, work);
  }
}
