package dev.cartulary.identity.role;

import dev.cartulary.access.KeptForRoles;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.util.Collection;
import java.util.List;

/** Nobody gives, takes or touches more than they have. */
public final class Escalation {

  private Escalation() {}

  /**
   * Lets pass a role's name, unless somebody sees more by it than the caller.
   *
   * @throws ProblemException forbidden
   */
  public static void refuseName(Principal caller, KeptForRoles kept, String role) {
    if (!kept.leaves(caller, role)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "The configuration keeps registries or sources for the role \""
              + role
              + "\". To give or take its name, have that role or the permission catalog:read.");
    }
  }

  /**
   * Lets pass what the caller has.
   *
   * @throws ProblemException forbidden, naming the permissions that the caller lacks
   */
  public static void refuse(Principal caller, Collection<Permission> asked) {
    List<Permission> lacking =
        asked.stream().filter(permission -> !caller.may(permission)).sorted().toList();
    if (!lacking.isEmpty()) {
      throw new ProblemException(
          ProblemType.FORBIDDEN,
          "This requires permissions that you do not have: "
              + String.join(", ", PermissionText.codes(lacking))
              + ".");
    }
  }
}
