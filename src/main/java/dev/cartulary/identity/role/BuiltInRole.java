package dev.cartulary.identity.role;

import static dev.cartulary.access.Permission.API_KEYS_OWN;
import static dev.cartulary.access.Permission.METADATA_OWN;
import static dev.cartulary.access.Permission.METADATA_READ;
import static dev.cartulary.access.Permission.METADATA_REVEAL_OWN;
import static dev.cartulary.access.Permission.METADATA_WRITE;

import dev.cartulary.access.Permission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The roles that are always there and never change. */
public enum BuiltInRole {
  ADMIN("May do everything.", EnumSet.allOf(Permission.class)),
  EDITOR(
      "Keeps the metadata of everybody, but sees encrypted values only of itself and its teams.",
      EnumSet.of(METADATA_OWN, METADATA_REVEAL_OWN, METADATA_READ, METADATA_WRITE, API_KEYS_OWN)),
  USER(
      "Keeps its own metadata and that of its teams.",
      EnumSet.of(METADATA_OWN, METADATA_REVEAL_OWN, API_KEYS_OWN));

  private final String description;

  // Never changed after it was made.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Permission> permissions;

  BuiltInRole(String description, Set<Permission> permissions) {
    this.description = description;
    this.permissions = Set.copyOf(permissions);
  }

  /** The role's name, {@code admin}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String description() {
    return description;
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public static Optional<BuiltInRole> of(String name) {
    return Arrays.stream(values()).filter(role -> role.word().equals(name)).findFirst();
  }
}
