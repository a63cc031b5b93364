package dev.cartulary.source;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.job.Job;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Asks for a source to be read again (docs/jobs.md). */
@Path("/v1/sources/{name}/sync")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Sources", description = "Where entries come from")
@APIResponse(responseCode = "401", description = "Authentication required")
@APIResponse(responseCode = "403", description = "The caller lacks sources:manage")
class SyncResource {

  private final SyncRequests syncs;
  private final IdempotentRequests requests;

  SyncResource(SyncRequests syncs, IdempotentRequests requests) {
    this.syncs = syncs;
    this.requests = requests;
  }

  @POST
  @Requires(Permission.SOURCES_MANAGE)
  @Operation(
      operationId = "syncSource",
      summary = "Read all of a source again, as a job",
      description = "Where such a job waits or runs, the answer is that one.")
  @APIResponse(
      responseCode = "202",
      description = "The job; Location names it",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(responseCode = "404", description = "There is no such source")
  @APIResponse(responseCode = "409", description = "There is nothing to read: it is published to")
  public Response sync(@PathParam("name") String name, @Context HttpServerRequest request) {
    return requests.answer(request, new byte[0], Echo.NONE, () -> syncs.start(name));
  }
}
