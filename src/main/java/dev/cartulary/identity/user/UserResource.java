package dev.cartulary.identity.user;

import static dev.cartulary.access.Permission.USERS_MANAGE;

import dev.cartulary.access.Requires;
import dev.cartulary.config.Secret;
import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.user.UserAnswers.InitialPassword;
import dev.cartulary.identity.user.UserAnswers.NewUser;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
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

/** Users (docs/authentication.md). */
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Requires(USERS_MANAGE)
@SecurityRequirement(name = "bearer")
@Tag(name = "Users", description = "Users with a password")
class UserResource {

  private static final String NOT_FOUND = "There is no such user";
  private static final String FORBIDDEN =
      "The user may do what the caller may not, or is the caller";
  private static final String LAST = "The user is the last administrator who can log in";

  /** The body of a new user. Without a password the server chooses one. */
  @Schema(
      name = "UserRequest",
      requiredProperties = {"username", "role"})
  @RegisterForReflection
  record UserRequest(
      @Nullable String username,
      @Nullable String role,
      @Schema(implementation = String.class) @Nullable Secret password,
      @Nullable Boolean mustChangePassword)
      implements JsonBody {

    private void check(BodyFaults faults) {
      faults.required("username", username);
      faults.check("username", username, IdentityRules::username);
      faults.required("role", role);
      checkPassword(faults, password);
    }
  }

  /** The body of a change. */
  @Schema(name = "UserChange")
  @RegisterForReflection
  record UserChange(@Nullable String role, @Nullable Boolean disabled) implements JsonBody {

    private void check(BodyFaults faults) {
      if (role == null && disabled == null) {
        faults.wrong("body", "name role or disabled");
      }
    }
  }

  /** The body of a new password. Without a password the server chooses one. */
  @Schema(name = "PasswordReset")
  @RegisterForReflection
  record PasswordReset(@Schema(implementation = String.class) @Nullable Secret password)
      implements JsonBody {

    private void check(BodyFaults faults) {
      checkPassword(faults, password);
    }
  }

  private final UserService users;

  UserResource(UserService users) {
    this.users = users;
  }

  @GET
  @Operation(summary = "List users by name")
  public Page<User> list(
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @DefaultValue("100")
          String limit,
      @Parameter(description = PageRequest.CURSOR) @QueryParam("cursor") @Nullable String cursor) {
    return PageRequest.of(limit, cursor).page(users::list, User::username);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Get a user")
  @APIResponse(responseCode = "200", description = "The user")
  @APIResponse(responseCode = "404", description = NOT_FOUND)
  public User get(@PathParam("id") String id) {
    return users.get(id);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create a user; a password that the server chooses is shown only once")
  @APIResponse(responseCode = "201", description = "The user")
  @APIResponse(responseCode = "403", description = "The role may do what the caller may not")
  @APIResponse(responseCode = "409", description = "The username is taken")
  public RestResponse<NewUser> create(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = UserRequest.class)))
          byte[] body) {
    UserRequest given = BodyReader.read(body, UserRequest.class, UserRequest::check);
    Secret chosen = Optional.ofNullable(given.password()).orElseGet(UserService::generatedPassword);
    User user =
        users.create(
            Objects.requireNonNull(given.username()),
            chosen,
            Objects.requireNonNull(given.role()),
            !Boolean.FALSE.equals(given.mustChangePassword()));
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.CREATED,
            new NewUser(user, given.password() == null ? chosen.reveal() : null))
        .header(HttpHeaders.LOCATION, "/v1/users/" + user.id())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static void checkPassword(BodyFaults faults, @Nullable Secret password) {
    faults.check("password", password, secret -> IdentityRules.password(secret.reveal()));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Give a user another role, disable or enable a user",
      description =
          "A disabled user cannot log in, and the user's sessions and API keys do not count.")
  @APIResponse(responseCode = "200", description = "The user")
  @APIResponse(responseCode = "403", description = FORBIDDEN)
  @APIResponse(responseCode = "404", description = NOT_FOUND)
  @APIResponse(responseCode = "409", description = LAST)
  public User change(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = UserChange.class)))
          byte[] body) {
    UserChange change = BodyReader.read(body, UserChange.class, UserChange::check);
    return users.change(
        id, Optional.ofNullable(change.role()), Optional.ofNullable(change.disabled()));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Delete a user with all sessions and API keys; the user's metadata stays")
  @APIResponse(responseCode = "204", description = "The user was deleted")
  @APIResponse(responseCode = "403", description = FORBIDDEN)
  @APIResponse(responseCode = "404", description = NOT_FOUND)
  @APIResponse(responseCode = "409", description = LAST)
  public void delete(@PathParam("id") String id) {
    users.delete(id);
  }

  @PUT
  @Path("{id}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Reset a user's password, which the user must then change",
      description = "All sessions and API keys of the user end.")
  @APIResponse(responseCode = "200", description = "The password, where the server chose it")
  @APIResponse(responseCode = "204", description = "The password of the body is set")
  @APIResponse(responseCode = "403", description = FORBIDDEN)
  @APIResponse(responseCode = "404", description = NOT_FOUND)
  public RestResponse<InitialPassword> resetPassword(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = PasswordReset.class)))
          byte[] body) {
    Secret given = BodyReader.read(body, PasswordReset.class, PasswordReset::check).password();
    Secret chosen = Optional.ofNullable(given).orElseGet(UserService::generatedPassword);
    users.resetPassword(id, chosen);
    return given != null
        ? RestResponse.noContent()
        : RestResponse.ResponseBuilder.ok(new InitialPassword(chosen.reveal()))
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .build();
  }
}
