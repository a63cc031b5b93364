package dev.cartulary.identity.apikey;

import static dev.cartulary.access.Permission.API_KEYS_OWN;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Requires;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.http.page.Page;
import dev.cartulary.identity.CallingUser;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.apikey.ApiKeyAnswers.ApiKey;
import dev.cartulary.identity.apikey.ApiKeyAnswers.NewApiKey;
import dev.cartulary.identity.role.PermissionText;
import dev.cartulary.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.Objects;
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

/** The caller's own API keys (docs/authentication.md). */
@Path("/v1/me/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Requires(API_KEYS_OWN)
@SecurityRequirement(name = "bearer")
@Tag(name = "Me")
class OwnApiKeyResource {

  /** The body of a new API key. */
  @Schema(name = "ApiKeyRequest", requiredProperties = "name")
  @RegisterForReflection
  record ApiKeyRequest(
      @Nullable String name, @Nullable List<String> permissions, @Nullable String expiresAt)
      implements JsonBody {

    private void check(BodyFaults faults) {
      faults.required("name", name);
      faults.check("name", name, IdentityRules::keyName);
      faults.check("permissions", permissions, codes -> PermissionText.parse("permissions", codes));
      faults.check("expiresAt", expiresAt, OwnApiKeyResource::expiry);
    }
  }

  /** The body of a rotation. */
  @Schema(name = "ApiKeyRotation")
  @RegisterForReflection
  record ApiKeyRotation(@Nullable String expiresAt) implements JsonBody {

    private void check(BodyFaults faults) {
      faults.check("expiresAt", expiresAt, OwnApiKeyResource::expiry);
    }
  }

  /** What every engine stores and every program reads. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ApiKeyService keys;
  private final Caller caller;

  OwnApiKeyResource(ApiKeyService keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  @Operation(summary = "List your API keys, oldest first")
  public Page<ApiKey> apiKeys() {
    return Page.of(keys.ofUser(CallingUser.of(caller).id()), null).map(ApiKey::of);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create an API key; its text is shown only once",
      description =
          "Without permissions the key may do what its owner may at that time; without expiresAt"
              + " it lasts until it is revoked.")
  @APIResponse(responseCode = "201", description = "The key")
  @APIResponse(responseCode = "403", description = "The key would be permitted more than its owner")
  @APIResponse(responseCode = "409", description = "You have a key of this name, or too many")
  public RestResponse<NewApiKey> createApiKey(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = ApiKeyRequest.class)))
          byte[] body) {
    CallingUser.of(caller);
    ApiKeyRequest given = BodyReader.read(body, ApiKeyRequest.class, ApiKeyRequest::check);
    Set<Permission> limit =
        given.permissions() == null
            ? null
            : PermissionText.parse("permissions", given.permissions());
    Instant expiresAt = given.expiresAt() == null ? null : expiry(given.expiresAt());
    return created(
        NewApiKey.of(keys.create(Objects.requireNonNull(given.name()), limit, expiresAt)));
  }

  private static RestResponse<NewApiKey> created(NewApiKey key) {
    return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, key)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static Instant expiry(String text) {
    Instant at;
    try {
      at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException wrong) {
      throw wrongExpiry("write a time such as 2030-01-31T12:00:00Z (RFC 3339)");
    }
    if (at.isAfter(LATEST)) {
      throw wrongExpiry("is after the year 9999; leave it out for a key without an end");
    }
    if (!at.isAfter(InstantMicros.now())) {
      throw wrongExpiry("is in the past");
    }
    return at;
  }

  private static ProblemException wrongExpiry(String message) {
    return ProblemException.invalid("expiresAt", message);
  }

  @POST
  @Path("{id}:rotate")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Give one of your API keys a new text, shown only once; the old one ends at once")
  @APIResponse(responseCode = "200", description = "The key")
  @APIResponse(responseCode = "404", description = "You have no such key")
  public RestResponse<NewApiKey> rotateApiKey(
      @PathParam("id") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = ApiKeyRotation.class)))
          byte[] body) {
    CallingUser.of(caller);
    String end =
        body.length == 0
            ? null
            : BodyReader.read(body, ApiKeyRotation.class, ApiKeyRotation::check).expiresAt();
    Instant expiresAt = end == null ? null : expiry(end);
    return RestResponse.ResponseBuilder.ok(NewApiKey.of(keys.rotate(id, expiresAt)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke one of your API keys")
  @APIResponse(responseCode = "204", description = "It was revoked")
  @APIResponse(responseCode = "404", description = "You have no such key")
  public void revokeApiKey(@PathParam("id") String id) {
    CallingUser.of(caller);
    keys.revokeOwn(id);
  }
}
