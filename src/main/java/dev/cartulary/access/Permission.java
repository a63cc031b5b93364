package dev.cartulary.access;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that can be permitted, each with the sentence that docs/permissions.md shows. Roles
 * and API keys are lists of these.
 */
public enum Permission {
  METADATA_OWN(
      "metadata:own",
      "Read and change the metadata of oneself and of one's teams, and read that of the system."),
  METADATA_REVEAL_OWN(
      "metadata:reveal-own", "See encrypted values of oneself and of one's teams in clear."),
  METADATA_READ("metadata:read", "Read the metadata of every owner."),
  METADATA_WRITE("metadata:write", "Change the metadata of every owner."),
  METADATA_REVEAL("metadata:reveal", "See encrypted values of every owner in clear."),
  CATALOG_READ(
      "catalog:read", "Read every registry and source, also those that are kept for others."),
  SOURCES_MANAGE(
      "sources:manage",
      "See, create, change, delete and read again sources, whoever they are for."),
  REGISTRIES_MANAGE(
      "registries:manage", "See, create, change and delete registries, whoever they are for."),
  ENTRIES_MANAGE(
      "entries:manage",
      "See, publish and delete entries under every name, and choose who sees them."),
  NAMESPACES_MANAGE(
      "namespaces:manage", "Grant and withdraw namespaces that others may publish under."),
  API_KEYS_OWN("apikeys:own", "Create, see, rotate and revoke the caller's own API keys."),
  API_KEYS_ALL("apikeys:all", "See and revoke the API keys of all users."),
  USERS_MANAGE(
      "users:manage", "Create, see, change, disable and delete users and end their sessions."),
  TEAMS_MANAGE("teams:manage", "Create, change and delete teams and choose their members."),
  ROLES_MANAGE("roles:manage", "Create, change and delete custom roles."),
  AUDIT_READ("audit:read", "Read and export the audit log.");

  private final String code;
  private final String sentence;

  Permission(String code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** The name that the API and the stored roles use, {@code metadata:own}. */
  public String code() {
    return code;
  }

  /** What it permits. */
  public String sentence() {
    return sentence;
  }

  /** The permission of this name; empty where there is none. */
  public static Optional<Permission> of(String code) {
    return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
  }
}
