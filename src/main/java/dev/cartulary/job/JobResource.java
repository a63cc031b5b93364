package dev.cartulary.job;

import dev.cartulary.access.Requires;
import dev.cartulary.http.idempotency.Echo;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Jobs over HTTP (docs/jobs.md). */
@Path("/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Jobs", description = "Work that takes long")
@APIResponse(responseCode = "401", description = "Authentication required")
class JobResource {

  private static final String NO_JOB =
      "There is no such job, or the caller may not ask for jobs of its kind";

  private final JobService service;
  private final JobListeners listeners;
  private final IdempotentRequests requests;

  JobResource(JobService service, JobListeners listeners, IdempotentRequests requests) {
    this.service = service;
    this.listeners = listeners;
    this.requests = requests;
  }

  @GET
  @Requires
  @Operation(
      operationId = "listJobs",
      summary = "List jobs, the newest first",
      description = "Those of the kinds that the caller may ask for.")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  public Page<Job> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.list(PageRequest.byId(limit, cursor));
  }

  @GET
  @Path("{id}")
  @Requires
  @Operation(operationId = "getJob", summary = "Get a job")
  @APIResponse(responseCode = "200", description = "The job")
  @APIResponse(responseCode = "404", description = NO_JOB)
  public Job get(@PathParam("id") String id) {
    return service.get(id);
  }

  @POST
  @Path("{id}/cancel")
  @Requires
  @Operation(
      operationId = "cancelJob",
      summary = "End a job",
      description = "At once where it waits, else at its next step. One that has ended stays so.")
  @APIResponse(
      responseCode = "202",
      description = "The job as it is now",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(responseCode = "404", description = NO_JOB)
  public Response cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
    return requests.answer(request, new byte[0], Echo.NONE, () -> service.cancel(id));
  }

  @GET
  @Path("{id}/progress")
  @Requires
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "watchJob",
      summary = "Watch a job",
      description =
          "Server-sent events, each with the job: at once, whenever it has changed, and at its end,"
              + " which ends the answer.")
  @APIResponse(
      responseCode = "200",
      description = "Events",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(responseCode = "404", description = NO_JOB)
  @APIResponse(responseCode = "429", description = "Too many watch already")
  public Multi<Job> progress(@PathParam("id") String id) {
    return listeners.watch(service.get(id));
  }
}
