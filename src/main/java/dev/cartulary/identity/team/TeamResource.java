package dev.cartulary.identity.team;

import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Teams over HTTP (docs/permissions.md). */
@Path("/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Teams", description = "Groups of users that share metadata and namespaces")
@APIResponse(responseCode = "401", description = "Authentication required")
@APIResponse(
    responseCode = "403",
    description = "The caller lacks teams:manage; or the password must be changed first")
class TeamResource {

  private static final String NO_TEAM = "There is no such team, or the caller does not see it";
  private static final String NO_MEMBER = "There is no such team or user";
  private static final String WRONG = "A member of the body is missing, unknown or wrong";

  private final TeamService service;

  TeamResource(TeamService service) {
    this.service = service;
  }

  @GET
  @Requires
  @Operation(
      operationId = "listTeams",
      summary = "List teams by name",
      description = "All teams with teams:manage, otherwise the caller's own.")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  public Page<Team> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.list(PageRequest.of(limit, cursor));
  }

  @POST
  @Requires(Permission.TEAMS_MANAGE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "createTeam", summary = "Create a team")
  @APIResponse(
      responseCode = "201",
      description = "The team was created; Location names it",
      content = @Content(schema = @Schema(implementation = Team.class)))
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "409", description = "The name is taken")
  public RestResponse<Team> create(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = TeamDraft.Body.class)))
          byte[] body) {
    Team team = service.create(TeamDraft.of(body, true));
    return RestResponse.ResponseBuilder.<Team>created(URI.create("/v1/teams/" + team.id()))
        .entity(team)
        .build();
  }

  @GET
  @Path("{id}")
  @Requires
  @Operation(operationId = "getTeam", summary = "Get a team; its members may, too")
  @APIResponse(responseCode = "200", description = "The team")
  @APIResponse(responseCode = "404", description = NO_TEAM)
  public Team get(@PathParam("id") String id) {
    return service.get(id);
  }

  @PATCH
  @Path("{id}")
  @Requires(Permission.TEAMS_MANAGE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "changeTeam", summary = "Change a team's name or description")
  @APIResponse(responseCode = "200", description = "The team as it is now")
  @APIResponse(responseCode = "400", description = WRONG)
  @APIResponse(responseCode = "404", description = NO_TEAM)
  @APIResponse(responseCode = "409", description = "The name is taken")
  public Team change(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = TeamDraft.Body.class)))
          byte[] body) {
    return service.change(id, TeamDraft.of(body, false));
  }

  @DELETE
  @Path("{id}")
  @Requires(Permission.TEAMS_MANAGE)
  @Operation(operationId = "deleteTeam", summary = "Delete a team without members")
  @APIResponse(responseCode = "204", description = "The team was deleted")
  @APIResponse(responseCode = "404", description = NO_TEAM)
  @APIResponse(responseCode = "409", description = "The team has members")
  public void delete(@PathParam("id") String id) {
    service.delete(id);
  }

  @GET
  @Path("{id}/members")
  @Requires
  @Operation(
      operationId = "listTeamMembers",
      summary = "List a team's members by username; they may, too")
  @APIResponse(responseCode = "200", description = "A part of the list")
  @APIResponse(responseCode = "400", description = "limit or cursor is not valid")
  @APIResponse(responseCode = "404", description = NO_TEAM)
  public Page<TeamMember> members(
      @PathParam("id") String id,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return service.members(id, PageRequest.of(limit, cursor));
  }

  @PUT
  @Path("{id}/members/{userId}")
  @Requires(Permission.TEAMS_MANAGE)
  @Operation(operationId = "addTeamMember", summary = "Put a user into a team")
  @APIResponse(responseCode = "204", description = "The user is in the team")
  @APIResponse(responseCode = "404", description = NO_MEMBER)
  public void addMember(@PathParam("id") String id, @PathParam("userId") String userId) {
    service.addMember(id, userId);
  }

  @DELETE
  @Path("{id}/members/{userId}")
  @Requires(Permission.TEAMS_MANAGE)
  @Operation(operationId = "removeTeamMember", summary = "Take a user out of a team")
  @APIResponse(responseCode = "204", description = "The user is no longer in the team")
  @APIResponse(responseCode = "404", description = NO_MEMBER)
  public void removeMember(@PathParam("id") String id, @PathParam("userId") String userId) {
    service.removeMember(id, userId);
  }
}
