package dev.cartulary.metadata;

import static dev.cartulary.access.Permission.METADATA_OWN;
import static dev.cartulary.access.Permission.METADATA_READ;
import static dev.cartulary.access.Permission.METADATA_WRITE;

import dev.cartulary.access.Requires;
import dev.cartulary.http.Precondition;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotencyKey;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.metadata.MetadataAnswers.Found;
import dev.cartulary.metadata.MetadataAnswers.Written;
import dev.cartulary.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Metadata over HTTP (docs/metadata.md). */
@Path("/v1/metadata")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(
    name = "Metadata",
    description = "Text values that a system, a user or a team keeps under keys")
class MetadataResource {

  private static final byte[] NO_BODY = {};
  private static final String CONFLICT =
      "Others kept changing the same items, or using the same Idempotency-Key; send it again";
  private static final String REUSED =
      "The Idempotency-Key was used for another request, or encryption is not available";

  private final MetadataService service;
  private final MetadataWriter writer;
  private final IdempotentRequests requests;
  private final MetadataAccess access;

  MetadataResource(
      MetadataService service,
      MetadataWriter writer,
      IdempotentRequests requests,
      MetadataAccess access) {
    this.service = service;
    this.writer = writer;
    this.requests = requests;
    this.access = access;
  }

  @GET
  @Path("{owner}")
  @Requires({METADATA_OWN, METADATA_READ})
  @Operation(summary = "List an owner's items by key")
  public Page<MetadataView> list(
      @Encoded @PathParam("owner") String ownerSegment,
      @QueryParam("prefix") @DefaultValue("") String prefix,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return service
        .list(access.read(PathText.owner(ownerSegment)), prefix, number(limit), cursor)
        .map(MetadataView::of);
  }

  private static int number(String limit) {
    try {
      return Integer.parseInt(limit);
    } catch (NumberFormatException e) {
      return 0; // out of range, which the service says
    }
  }

  @GET
  @Path("{owner}/{key}")
  @Requires({METADATA_OWN, METADATA_READ})
  @Operation(
      summary = "Get one item; honours If-None-Match and If-Match",
      description = "An encrypted value is left out, unless reveal=true asks for it.")
  @APIResponse(responseCode = "200", description = "The item, with its ETag")
  @APIResponse(responseCode = "304", description = "The reader has this version")
  @APIResponse(responseCode = "404", description = "The item does not exist")
  public RestResponse<MetadataView> get(
      @Encoded @PathParam("owner") String ownerSegment,
      @Encoded @PathParam("key") String keySegment,
      @QueryParam("reveal") @DefaultValue("false") String reveal,
      @Context HttpHeaders headers) {
    MetadataOwner owner = access.read(PathText.owner(ownerSegment));
    MetadataKey key = PathText.key(keySegment);
    boolean reveals = flag("reveal", reveal);
    if (reveals) {
      access.reveal(owner);
    }
    Precondition condition = Precondition.of(headers);
    MetadataItem item =
        service.find(owner, key).orElseThrow(() -> MetadataAnswers.notFound(owner, key));
    String etag = item.state().etag();
    return condition.read("The item", etag, () -> found(reveals ? service.revealed(item) : item));
  }

  private static RestResponse<MetadataView> found(MetadataItem item) {
    RestResponse.ResponseBuilder<MetadataView> answer =
        RestResponse.ResponseBuilder.ok(MetadataView.of(item));
    MetadataAnswers.headers(item.state()).forEach(answer::header);
    return answer.build();
  }

  private static boolean flag(String name, String written) {
    return switch (written) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ProblemException.invalid(name, "write true or false");
    };
  }

  @PUT
  @Path("{owner}/{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({METADATA_OWN, METADATA_WRITE})
  @Operation(
      summary = "Create or replace one item; honours If-Match and If-None-Match",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "The item was replaced",
      content = @Content(schema = @Schema(implementation = MetadataView.class)))
  @APIResponse(
      responseCode = "201",
      description = "The item was created",
      content = @Content(schema = @Schema(implementation = MetadataView.class)))
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "412", description = "The precondition does not hold")
  @APIResponse(responseCode = "422", description = REUSED)
  public Response put(
      @Encoded @PathParam("owner") String ownerSegment,
      @Encoded @PathParam("key") String keySegment,
      @Context HttpServerRequest request,
      @Context HttpHeaders headers,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = MetadataBody.Put.class)))
          byte[] body) {
    MetadataOwner owner = access.write(PathText.owner(ownerSegment));
    MetadataKey key = PathText.key(keySegment);
    MetadataBody.Value put = MetadataBody.value(body);
    MetadataChange change =
        MetadataChange.set("", key, put.value(), put.encrypted(), Precondition.of(headers));
    return requests.answer(
        request,
        body,
        new Echo("value", put.value()),
        () ->
            writer.write(
                owner,
                List.of(change),
                written -> MetadataAnswers.item(owner, key, put.value(), written)));
  }

  @DELETE
  @Path("{owner}/{key}")
  @Requires({METADATA_OWN, METADATA_WRITE})
  @Operation(
      summary = "Delete one item; honours If-Match",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(responseCode = "204", description = "The item was deleted")
  @APIResponse(responseCode = "404", description = "The item does not exist")
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "412", description = "The precondition does not hold")
  @APIResponse(responseCode = "422", description = REUSED)
  public Response delete(
      @Encoded @PathParam("owner") String ownerSegment,
      @Encoded @PathParam("key") String keySegment,
      @Context HttpServerRequest request,
      @Context HttpHeaders headers) {
    MetadataOwner owner = access.write(PathText.owner(ownerSegment));
    MetadataKey key = PathText.key(keySegment);
    List<MetadataChange> changes =
        List.of(MetadataChange.delete("", key, Precondition.of(headers)));
    return requests.answer(
        request,
        NO_BODY,
        Echo.NONE,
        () ->
            writer.write(owner, changes, written -> MetadataAnswers.deleted(owner, key, written)));
  }

  @POST
  @Path("{owner}:batch")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({METADATA_OWN, METADATA_WRITE})
  @Operation(
      summary = "Set and delete up to 1000 items, all or none",
      extensions = @Extension(name = IdempotencyKey.MARKER, value = "true"))
  @APIResponse(
      responseCode = "200",
      description = "All changes were made",
      content = @Content(schema = @Schema(implementation = Written.class)))
  @APIResponse(responseCode = "409", description = CONFLICT)
  @APIResponse(responseCode = "412", description = "A precondition does not hold")
  @APIResponse(responseCode = "422", description = REUSED)
  public Response batch(
      @Encoded @PathParam("owner") String ownerSegment,
      @Context HttpServerRequest request,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = MetadataBody.Batch.class)))
          byte[] body) {
    MetadataOwner owner = access.write(PathText.owner(ownerSegment));
    List<MetadataChange> changes = MetadataBody.changes(body);
    return requests.answer(
        request,
        body,
        Echo.NONE,
        () ->
            writer.write(
                owner, changes, written -> MetadataAnswers.batch(owner, changes, written)));
  }

  @POST
  @Path("{owner}:batchGet")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires({METADATA_OWN, METADATA_READ})
  @Operation(summary = "Get up to 1000 items")
  public Found batchGet(
      @Encoded @PathParam("owner") String ownerSegment,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = MetadataBody.BatchGet.class)))
          byte[] body) {
    MetadataOwner owner = access.read(PathText.owner(ownerSegment));
    Set<MetadataKey> keys = new LinkedHashSet<>(MetadataBody.keys(body));
    return MetadataAnswers.found(keys, service.find(owner, keys));
  }
}
