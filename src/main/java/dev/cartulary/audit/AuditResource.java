package dev.cartulary.audit;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log over HTTP (docs/audit.md). */
@Path("/v1/audit-log")
@SecurityRequirement(name = "bearer")
@Tag(name = "Audit", description = "Who did what")
class AuditResource {

  private static final String JSON_LINES = "application/x-ndjson";
  private static final int DEFAULT_LIMIT = 50;

  private final AuditReader reader;
  private final CheckpointReader checkpoints;

  AuditResource(AuditReader reader, CheckpointReader checkpoints) {
    this.reader = reader;
    this.checkpoints = checkpoints;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, JSON_LINES})
  @Requires(Permission.AUDIT_READ)
  @Operation(
      summary = "List or export the audit log",
      description =
          "A page, newest first; the cursor carries filter and order. With format=jsonl or Accept:"
              + " application/x-ndjson every row that matches, oldest first, one object per line."
              + " What is not sealed yet is the newest, has sealed: false and no sequence.")
  @APIResponse(
      responseCode = "200",
      description = "A page of the rows, or all of them as lines",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = AuditPage.class)),
        @Content(mediaType = JSON_LINES, schema = @Schema(implementation = AuditView.class))
      })
  @APIResponse(responseCode = "400", description = "A parameter is not valid")
  public Response list(
      @Parameter(description = "What was done, such as metadata_write") @QueryParam("action")
          @Nullable String action,
      @Parameter(description = "The id or the name of who did it") @QueryParam("actor")
          @Nullable String actor,
      @Parameter(description = "What kind of thing it was done to") @QueryParam("targetType")
          @Nullable String targetType,
      @Parameter(description = "Which one it was done to") @QueryParam("targetId")
          @Nullable String targetId,
      @Parameter(
              description = "How it ended",
              schema = @Schema(enumeration = {"success", "denied"}))
          @QueryParam("outcome")
          @Nullable String outcome,
      @Parameter(description = "The first point in time (RFC 3339)") @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "The point in time in front of which to end (RFC 3339)")
          @QueryParam("to")
          @Nullable String to,
      @Parameter(
              description = "The most rows of a page",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor,
      @Parameter(schema = @Schema(enumeration = {"asc", "desc"})) @QueryParam("order")
          @Nullable String order,
      @Parameter(schema = @Schema(enumeration = {"json", "jsonl"})) @QueryParam("format")
          @Nullable String format,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    AuditFilter filter = AuditFilter.read(uri.getQueryParameters()::getFirst);
    if (isExport(format, headers)) {
      return export(filter, order, limit, cursor);
    }
    AuditPage page =
        cursor == null ? first(filter, order, limit) : next(filter, order, limit, cursor);
    return Response.ok(page, MediaType.APPLICATION_JSON_TYPE).build();
  }

  @GET
  @Path("/checkpoints")
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Permission.AUDIT_READ)
  @Operation(
      summary = "List the audit log's checkpoints",
      description =
          "Where the log ended when, each signed, the newest first. Keep one elsewhere, and give it"
              + " to `cartulary audit verify --checkpoint`.")
  @APIResponse(
      responseCode = "200",
      description = "A page of checkpoints",
      content = @Content(schema = @Schema(implementation = CheckpointPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid")
  public CheckpointPage listCheckpoints(
      @Parameter(
              description = "The most checkpoints of a page",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "1000",
                      defaultValue = "50"))
          @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "nextCursor of the page before") @QueryParam("cursor")
          @Nullable String cursor) {
    return checkpoints.page(cursor, number(limit));
  }

  @GET
  @Path("/keys")
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Permission.AUDIT_READ)
  @Operation(
      summary = "Show the keys of the audit log's checkpoints",
      description = "The public halves, as a JSON Web Key Set.")
  @APIResponse(
      responseCode = "200",
      description = "The keys, the oldest first",
      content = @Content(schema = @Schema(implementation = CheckpointKeySet.class)))
  public CheckpointKeySet listKeys() {
    return checkpoints.keys();
  }

  private AuditPage first(AuditFilter filter, @Nullable String order, @Nullable String limit) {
    return reader.page(
        filter, order == null ? AuditOrder.DESC : AuditOrder.read(order), null, number(limit));
  }

  private AuditPage next(
      AuditFilter filter, @Nullable String order, @Nullable String limit, String text) {
    AuditCursor cursor = AuditCursor.parse(text);
    boolean sameFilter = filter.isEmpty() || filter.equals(cursor.filter());
    if (!sameFilter || (order != null && AuditOrder.read(order) != cursor.order())) {
      throw ProblemException.invalid(
          "cursor", "belongs to a list with another filter or order; send it with those or alone");
    }
    return reader.page(cursor.filter(), cursor.order(), cursor.place(), number(limit));
  }

  private Response export(
      AuditFilter filter, @Nullable String order, @Nullable String limit, @Nullable String cursor) {
    if (limit != null || cursor != null) {
      throw ProblemException.invalid(
          limit == null ? "cursor" : "limit", "is for pages; an export has every row that matches");
    }
    AuditOrder sorted = order == null ? AuditOrder.ASC : AuditOrder.read(order);
    reader.noteExport(filter);
    StreamingOutput lines = output -> reader.export(filter, sorted, output);
    return Response.ok(lines, JSON_LINES).build();
  }

  private static boolean isExport(@Nullable String format, HttpHeaders headers) {
    if (format != null) {
      return switch (format) {
        case "json" -> false;
        case "jsonl" -> true;
        default -> throw ProblemException.invalid("format", "write json or jsonl");
      };
    }
    MediaType first = headers.getAcceptableMediaTypes().get(0);
    return JSON_LINES.equals(first.getType() + "/" + first.getSubtype());
  }

  private static int number(@Nullable String limit) {
    try {
      return limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
    } catch (NumberFormatException e) {
      return 0; // out of range, which the reader says
    }
  }
}
