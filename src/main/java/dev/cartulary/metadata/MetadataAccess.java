package dev.cartulary.metadata;

import static dev.cartulary.access.Permission.METADATA_OWN;
import static dev.cartulary.access.Permission.METADATA_READ;
import static dev.cartulary.access.Permission.METADATA_REVEAL;
import static dev.cartulary.access.Permission.METADATA_REVEAL_OWN;
import static dev.cartulary.access.Permission.METADATA_WRITE;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose metadata a caller may read, change and see in clear (docs/permissions.md). */
@ApplicationScoped
class MetadataAccess {

  private final Caller caller;

  MetadataAccess(Caller caller) {
    this.caller = caller;
  }

  /**
   * The owner, whose metadata the caller may read.
   *
   * @throws ProblemException forbidden
   */
  MetadataOwner read(MetadataOwner owner) {
    boolean may = may(METADATA_READ) || (may(METADATA_OWN) && (owner.isSystem() || isOwn(owner)));
    return admit(may, owner, METADATA_READ);
  }

  /**
   * The owner, whose metadata the caller may change.
   *
   * @throws ProblemException forbidden
   */
  MetadataOwner write(MetadataOwner owner) {
    return admit(may(METADATA_WRITE) || (may(METADATA_OWN) && isOwn(owner)), owner, METADATA_WRITE);
  }

  /**
   * Lets those pass who may see the owner's encrypted values.
   *
   * @throws ProblemException forbidden
   */
  void reveal(MetadataOwner owner) {
    admit(
        may(METADATA_REVEAL) || (may(METADATA_REVEAL_OWN) && isOwn(owner)), owner, METADATA_REVEAL);
  }

  private boolean may(Permission permission) {
    return caller.principal().may(permission);
  }

  private boolean isOwn(MetadataOwner owner) {
    Principal principal = caller.principal();
    return principal.isKnown()
        && (owner.isUser(principal.id()) || principal.teams().stream().anyMatch(owner::isTeam));
  }

  private MetadataOwner admit(boolean may, MetadataOwner owner, Permission lacking) {
    if (!may) {
      // Only below a public path does an anonymous request come this far.
      throw new ProblemException(
          caller.principal().isKnown() ? ProblemType.FORBIDDEN : ProblemType.UNAUTHENTICATED,
          "This requires the permission " + lacking.code() + " on the metadata of " + owner + ".");
    }
    return owner;
  }
}
