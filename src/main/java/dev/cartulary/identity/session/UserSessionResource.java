package dev.cartulary.identity.session;

import static dev.cartulary.access.Permission.USERS_MANAGE;

import dev.cartulary.access.Requires;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The sessions of any user (docs/authentication.md). */
@Path("/v1/users/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Requires(USERS_MANAGE)
@SecurityRequirement(name = "bearer")
@Tag(name = "Users")
class UserSessionResource {

  private final SessionService sessions;

  UserSessionResource(SessionService sessions) {
    this.sessions = sessions;
  }

  @DELETE
  @Operation(summary = "End all sessions of a user")
  @APIResponse(responseCode = "204", description = "They have ended")
  @APIResponse(responseCode = "403", description = "The user may do what the caller may not")
  @APIResponse(responseCode = "404", description = "There is no such user")
  public void endSessions(@PathParam("id") String id) {
    sessions.revokeAllOf(id);
  }
}
