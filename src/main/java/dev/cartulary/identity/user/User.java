package dev.cartulary.identity.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.database.InstantMicros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as the API shows one.
 *
 * @param id stands for the user for ever; {@code user:<id>} owns the user's metadata
 * @param username unique, in lower case
 * @param role the name of the role
 * @param mustChangePassword whether the user may do nothing before the password is changed
 * @param disabled whether the user cannot log in
 * @param createdAt RFC 3339, in UTC, with microseconds
 * @param updatedAt the same
 * @param lastLoginAt the same; null before the first login
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "id",
  "username",
  "role",
  "mustChangePassword",
  "disabled",
  "createdAt",
  "updatedAt",
  "lastLoginAt"
})
public record User(
    String id,
    String username,
    String role,
    boolean mustChangePassword,
    boolean disabled,
    String createdAt,
    String updatedAt,
    @Nullable String lastLoginAt) {

  static User of(UserEntity user) {
    Instant lastLogin = user.lastLoginAt();
    return new User(
        user.id(),
        user.username(),
        user.roleName(),
        user.mustChangePassword(),
        user.disabled(),
        InstantMicros.format(user.createdAt()),
        InstantMicros.format(user.updatedAt()),
        lastLogin == null ? null : InstantMicros.format(lastLogin));
  }
}
