package dev.cartulary.identity.role;

import dev.cartulary.access.Permission;
import dev.cartulary.problem.ProblemException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Permissions as requests and rows write them. */
public final class PermissionText {

  private PermissionText() {}

  /** As a row holds them: their codes with spaces between. */
  public static String stored(Collection<Permission> permissions) {
    return String.join(" ", codes(permissions));
  }

  /** In the order of the documentation. */
  public static List<String> codes(Collection<Permission> permissions) {
    return permissions.stream().sorted().map(Permission::code).toList();
  }

  /** What a row holds; a permission that this version does not know is left out. */
  public static Set<Permission> read(String stored) {
    return List.of(stored.split(" ", -1)).stream()
        .map(Permission::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
  }

  /**
   * What a request names.
   *
   * @throws ProblemException an invalid request, where one of them does not exist or none is named
   */
  public static Set<Permission> parse(String field, List<String> codes) {
    EnumSet<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (int i = 0; i < codes.size(); i++) {
      String place = field + "[" + i + "]";
      permissions.add(
          Permission.of(codes.get(i))
              .orElseThrow(() ->
                  ProblemException.invalid(
                      place, "is not a permission; GET /v1/permissions lists them")));
    }
    if (permissions.isEmpty()) {
      throw ProblemException.invalid(field, "name at least one permission");
    }
    return permissions;
  }
}
