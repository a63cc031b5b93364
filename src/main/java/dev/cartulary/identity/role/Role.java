package dev.cartulary.identity.role;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A role as the API shows one.
 *
 * @param name unique
 * @param builtIn whether it is always there and never changes
 * @param description for people; may be empty
 * @param permissions the codes of what it permits
 * @param users how many users have it
 */
@JsonPropertyOrder({"name", "builtIn", "description", "permissions", "users"})
record Role(
    String name, boolean builtIn, String description, List<String> permissions, long users) {

  static Role of(BuiltInRole role, long users) {
    return new Role(
        role.word(), true, role.description(), PermissionText.codes(role.permissions()), users);
  }

  static Role of(RoleEntity role, long users) {
    return new Role(
        role.name(),
        false,
        role.description(),
        PermissionText.codes(PermissionText.read(role.permissions())),
        users);
  }
}
