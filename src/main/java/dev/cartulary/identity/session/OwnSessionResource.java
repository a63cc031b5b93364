package dev.cartulary.identity.session;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Requires;
import dev.cartulary.identity.CallingUser;
import dev.cartulary.identity.session.SessionAnswers.Session;
import dev.cartulary.identity.session.SessionAnswers.Sessions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own sessions (docs/authentication.md). */
@Path("/v1/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Me")
class OwnSessionResource {

  private static final String NO_SESSIONS = "An API key can neither list nor end sessions; log in.";

  private final SessionService sessions;
  private final Caller caller;

  OwnSessionResource(SessionService sessions, Caller caller) {
    this.sessions = sessions;
    this.caller = caller;
  }

  @GET
  @Requires
  @Operation(summary = "List your sessions, newest first")
  public Sessions sessions() {
    Principal principal = CallingUser.withSession(caller, NO_SESSIONS);
    List<Session> items =
        sessions.open(principal.id()).stream()
            .map(session -> Session.of(session, principal.credentialId()))
            .toList();
    return new Sessions(items, items.size());
  }

  @DELETE
  @Requires
  @Operation(summary = "End all of your sessions")
  @APIResponse(responseCode = "204", description = "They have ended")
  public void endSessions() {
    sessions.revokeAll(CallingUser.withSession(caller, NO_SESSIONS).id());
  }

  @DELETE
  @Path("{id}")
  @Requires
  @Operation(summary = "End one of your sessions")
  @APIResponse(responseCode = "204", description = "It has ended")
  @APIResponse(responseCode = "404", description = "You have no such session")
  public void endSession(@PathParam("id") String id) {
    sessions.revoke(CallingUser.withSession(caller, NO_SESSIONS).id(), id);
  }
}
