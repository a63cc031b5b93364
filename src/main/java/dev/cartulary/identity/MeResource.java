package dev.cartulary.identity;

import static dev.cartulary.access.Permission.API_KEYS_OWN;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Requires;
import dev.cartulary.config.Secret;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityAnswers.ApiKey;
import dev.cartulary.identity.IdentityAnswers.ApiKeyPage;
import dev.cartulary.identity.IdentityAnswers.Me;
import dev.cartulary.identity.IdentityAnswers.NewApiKey;
import dev.cartulary.identity.IdentityAnswers.Session;
import dev.cartulary.identity.IdentityAnswers.Sessions;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What callers see and change of themselves (docs/authentication.md). */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@Tag(name = "Me", description = "The caller's own password, sessions and API keys")
class MeResource {

  /** The body of a change of password. */
  @Schema(
      name = "PasswordChange",
      requiredProperties = {"currentPassword", "newPassword"})
  record PasswordChange(String currentPassword, String newPassword) {}

  /** The body of a new API key. */
  @Schema(name = "ApiKeyRequest", requiredProperties = "name")
  record ApiKeyRequest(String name, List<String> permissions, String expiresAt) {}

  /** The body of a rotation. */
  @Schema(name = "ApiKeyRotation")
  record ApiKeyRotation(String expiresAt) {}

  /** What every engine stores and every program reads. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final String NO_SESSIONS = "An API key neither sees nor ends sessions; log in.";

  private final OwnPassword password;
  private final SessionService sessions;
  private final ApiKeyService keys;
  private final Caller caller;

  MeResource(OwnPassword password, SessionService sessions, ApiKeyService keys, Caller caller) {
    this.password = password;
    this.sessions = sessions;
    this.keys = keys;
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
  @Operation(summary = "Change one's password; one's other sessions end")
  @APIResponse(responseCode = "204", description = "The password was changed")
  @APIResponse(responseCode = "400", description = "The current password is wrong, or the new weak")
  @APIResponse(responseCode = "403", description = "The caller has no password here, or no session")
  @APIResponse(responseCode = "409", description = "Somebody changed the password meanwhile")
  @APIResponse(
      responseCode = "429",
      description = "Too many wrong passwords; Retry-After says more")
  public void changePassword(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = PasswordChange.class)))
          byte[] body) {
    loggedIn("An API key changes no password; log in.");
    JsonBody json = JsonBody.of(body, Set.of("currentPassword", "newPassword"));
    String current = json.required("currentPassword");
    String next = json.required("newPassword");
    if (!next.isEmpty()) {
      json.check("newPassword", next, IdentityRules::password);
    }
    json.finish();
    password.change(new Secret(current), new Secret(next));
  }

  @GET
  @Path("sessions")
  @Requires
  @Operation(summary = "List one's sessions, the newest first")
  public Sessions sessions() {
    Principal principal = loggedIn(NO_SESSIONS);
    List<Session> items =
        sessions.open(principal.id()).stream()
            .map(session -> Session.of(session, principal.credentialId()))
            .toList();
    return new Sessions(items, items.size());
  }

  @DELETE
  @Path("sessions")
  @Requires
  @Operation(summary = "End all of one's sessions")
  @APIResponse(responseCode = "204", description = "They have ended")
  public void endSessions() {
    sessions.revokeAll(loggedIn(NO_SESSIONS).id());
  }

  @DELETE
  @Path("sessions/{id}")
  @Requires
  @Operation(summary = "End one of one's sessions")
  @APIResponse(responseCode = "204", description = "It has ended")
  @APIResponse(responseCode = "404", description = "One has no such session")
  public void endSession(@PathParam("id") String id) {
    sessions.revoke(loggedIn(NO_SESSIONS).id(), id);
  }

  @GET
  @Path("api-keys")
  @Requires(API_KEYS_OWN)
  @Operation(summary = "List one's API keys, the oldest first")
  public ApiKeyPage apiKeys() {
    List<ApiKey> items = keys.ofUser(user().id()).stream().map(ApiKey::of).toList();
    return new ApiKeyPage(items, null, items.size());
  }

  @POST
  @Path("api-keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(API_KEYS_OWN)
  @Operation(
      summary = "Make an API key; its text is shown only now",
      description =
          "Without permissions the key may do what its owner may at that time; without expiresAt"
              + " it lasts until it is revoked.")
  @APIResponse(responseCode = "201", description = "The key")
  @APIResponse(responseCode = "403", description = "The key would be permitted more than its owner")
  @APIResponse(responseCode = "409", description = "One has a key of this name, or too many")
  public RestResponse<NewApiKey> createApiKey(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ApiKeyRequest.class)))
          byte[] body) {
    user();
    JsonBody json = JsonBody.of(body, Set.of("name", "permissions", "expiresAt"));
    String name = json.required("name");
    if (!name.isEmpty()) {
      json.check("name", name, IdentityRules::keyName);
    }
    Optional<List<String>> permissions = json.texts("permissions");
    Instant expiresAt = expiry(json);
    json.finish();
    Set<Permission> limit =
        permissions.map(codes -> PermissionText.parse("permissions", codes)).orElse(null);
    return created(NewApiKey.of(keys.create(name, limit, expiresAt)));
  }

  private static RestResponse<NewApiKey> created(NewApiKey key) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, key)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static @Nullable Instant expiry(JsonBody json) {
    Optional<String> text = json.text("expiresAt");
    if (text.isEmpty()) {
      return null;
    }
    try {
      Instant at = OffsetDateTime.parse(text.get()).toInstant().truncatedTo(ChronoUnit.MICROS);
      if (at.isAfter(LATEST)) {
        json.wrong("expiresAt", "is after the year 9999; leave it out for a key without an end");
      } else if (at.isAfter(InstantMicros.now())) {
        return at;
      } else {
        json.wrong("expiresAt", "is in the past");
      }
    } catch (DateTimeParseException wrong) {
      json.wrong("expiresAt", "write a time such as 2030-01-31T12:00:00Z (RFC 3339)");
    }
    return null;
  }

  @POST
  @Path("api-keys/{id}:rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Requires(API_KEYS_OWN)
  @Operation(summary = "Give one's API key another text, shown only now; the former ends at once")
  @APIResponse(responseCode = "200", description = "The key")
  @APIResponse(responseCode = "404", description = "One has no such key")
  public RestResponse<NewApiKey> rotateApiKey(
      @PathParam("id") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = ApiKeyRotation.class)))
          byte[] body) {
    user();
    Instant expiresAt = null;
    if (body.length > 0) {
      JsonBody json = JsonBody.of(body, Set.of("expiresAt"));
      expiresAt = expiry(json);
      json.finish();
    }
    return RestResponse.ResponseBuilder.ok(NewApiKey.of(keys.rotate(id, expiresAt)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @Path("api-keys/{id}")
  @Requires(API_KEYS_OWN)
  @Operation(summary = "Revoke one of one's API keys")
  @APIResponse(responseCode = "204", description = "It was revoked")
  @APIResponse(responseCode = "404", description = "One has no such key")
  public void revokeApiKey(@PathParam("id") String id) {
    user();
    keys.revokeOwn(id);
  }

  /** The caller, with a session: an API key may be limited, and must not put its owner out. */
  private Principal loggedIn(String otherwise) {
    Principal principal = user();
    if (principal.kind() != Principal.Kind.SESSION) {
      throw new ProblemException(ProblemType.FORBIDDEN, otherwise);
    }
    return principal;
  }

  /** The caller, who must be a user of this server: only users have what is kept here. */
  private Principal user() {
    Principal principal = caller.principal();
    if (!principal.isUser()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "Only users of this server have a password, sessions and API keys.");
    }
    return principal;
  }
}
