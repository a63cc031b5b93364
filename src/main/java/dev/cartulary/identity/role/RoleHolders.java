package dev.cartulary.identity.role;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** The users as roles see them: how many have one, and that they move to another. */
public interface RoleHolders {

  /** How many users have each of the roles; one without users is left out. */
  Map<String, Long> withRoles(Collection<String> roles);

  /** How many users have the role. */
  long withRole(String role);

  /** Gives the other role to all who have the first. */
  void renameRole(String from, String to, Instant now);
}
