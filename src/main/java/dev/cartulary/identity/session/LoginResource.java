package dev.cartulary.identity.session;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.Caller;
import dev.cartulary.access.OpenToAll;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.access.Requires;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IssuedCredential;
import dev.cartulary.identity.session.SessionAnswers.Login;
import dev.cartulary.identity.user.UserService;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Logging in and out (docs/authentication.md). */
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "A session's token, an API key, or a token of an identity provider")
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authentication", description = "Sessions of users with a password")
class LoginResource {

  /** The body of a login. */
  @Schema(
      name = "LoginRequest",
      requiredProperties = {"username", "password"})
  @RegisterForReflection
  record LoginRequest(
      @Nullable String username,
      @Schema(implementation = String.class) @Nullable Secret password,
      @Nullable Boolean cookie)
      implements JsonBody {

    private void check(BodyFaults faults) {
      faults.required("username", username);
      faults.required("password", password);
    }
  }

  private final SessionService sessions;
  private final UserService users;
  private final Caller caller;
  private final AuthMode mode;
  private final Duration lifetime;

  LoginResource(SessionService sessions, UserService users, Caller caller, Settings settings) {
    this.sessions = sessions;
    this.users = users;
    this.caller = caller;
    this.mode = AuthMode.of(settings);
    this.lifetime = settings.duration(Setting.SESSION_LIFETIME);
  }

  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_JSON)
  @OpenToAll("the username and the password prove who calls")
  @Operation(
      summary = "Begin a session",
      description = "With cookie=true the token is in a cookie for browsers, not in the answer.")
  @APIResponse(responseCode = "200", description = "The session's token")
  @APIResponse(responseCode = "401", description = "The username or the password is wrong")
  @APIResponse(responseCode = "403", description = "Login with a password is disabled")
  @APIResponse(responseCode = "429", description = "Too many failures; Retry-After says how long")
  public RestResponse<Login> login(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = LoginRequest.class)))
          byte[] body) {
    if (!mode.takesLocal()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "Login with a password is disabled: AUTH_MODE is neither local nor both.");
    }
    LoginRequest given = BodyReader.read(body, LoginRequest.class, LoginRequest::check);
    boolean cookie = Boolean.TRUE.equals(given.cookie());
    IssuedCredential<SessionEntity> issued =
        sessions.login(
            Objects.requireNonNull(given.username()), Objects.requireNonNull(given.password()));
    SessionEntity session = issued.stored();
    Login answer =
        new Login(
            cookie ? null : issued.secret().reveal(),
            InstantMicros.format(session.expiresAt()),
            users.get(session.userId()));
    RestResponse.ResponseBuilder<Login> response =
        RestResponse.ResponseBuilder.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (cookie) {
      response.cookie(SessionCookie.of(issued.secret(), lifetime, caller.origin().secure()));
    }
    return response.build();
  }

  @POST
  @Path("logout")
  @Requires(beforePasswordChange = true)
  @SecurityRequirement(name = "bearer")
  @Operation(summary = "End the session that makes this request")
  @APIResponse(responseCode = "204", description = "The session has ended")
  @APIResponse(responseCode = "400", description = "No session makes this request")
  public RestResponse<Void> logout() {
    if (caller.principal().kind() != Kind.SESSION) {
      throw ProblemException.invalid(
          "Authorization", "is not the token of a session; there is no session to end");
    }
    sessions.logout();
    return RestResponse.ResponseBuilder.<Void>noContent()
        .cookie(SessionCookie.none(caller.origin().secure()))
        .build();
  }
}
