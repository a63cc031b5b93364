package dev.cartulary.identity.account;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Requires;
import dev.cartulary.config.Secret;
import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.CallingUser;
import dev.cartulary.identity.IdentityRules;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who calls, and the caller's own password (docs/authentication.md). */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Me", description = "The caller's own password, sessions and API keys")
class MeResource {

  /** The body of a change of password. */
  @Schema(
      name = "PasswordChange",
      requiredProperties = {"currentPassword", "newPassword"})
  @RegisterForReflection
  record PasswordChange(
      @Schema(implementation = String.class) @Nullable Secret currentPassword,
      @Schema(implementation = String.class) @Nullable Secret newPassword)
      implements JsonBody {

    private void check(BodyFaults faults) {
      faults.required("currentPassword", currentPassword);
      faults.required("newPassword", newPassword);
      faults.check("newPassword", newPassword, next -> IdentityRules.password(next.reveal()));
    }
  }

  private final OwnPassword password;
  private final Caller caller;

  MeResource(OwnPassword password, Caller caller) {
    this.password = password;
    this.caller = caller;
  }

  @GET
  @Requires(beforePasswordChange = true)
  @Operation(summary = "Who calls, and what the caller may do")
  public Me me() {
    return Me.of(caller.principal());
  }

  @PUT
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(beforePasswordChange = true)
  @Operation(summary = "Change your password; your other sessions end")
  @APIResponse(responseCode = "204", description = "The password was changed")
  @APIResponse(responseCode = "400", description = "The current password is wrong, or the new weak")
  @APIResponse(responseCode = "403", description = "The caller has no password here, or no session")
  @APIResponse(
      responseCode = "409",
      description = "Somebody else changed the password in the meantime")
  @APIResponse(
      responseCode = "429",
      description = "Too many wrong passwords; Retry-After says more")
  public void changePassword(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = PasswordChange.class)))
          byte[] body) {
    CallingUser.withSession(caller, "An API key cannot change a password; log in.");
    PasswordChange change = BodyReader.read(body, PasswordChange.class, PasswordChange::check);
    password.change(
        Objects.requireNonNull(change.currentPassword()),
        Objects.requireNonNull(change.newPassword()));
  }
}
