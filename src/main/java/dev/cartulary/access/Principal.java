package dev.cartulary.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param kind by what the caller is known
 * @param id the user's id; of a token's user, the provider's name and the token's subject
 * @param name to show to people
 * @param credentialId the id of the session or API key; null where there is none
 * @param roles the names of the caller's roles
 * @param teams the ids of the caller's teams
 * @param permissions what the caller may do with this credential
 * @param claims of a token; empty otherwise
 * @param namespaces what a registry token permits to publish under, as patterns; empty otherwise
 * @param editable the names that a registry token permits to edit, as patterns; empty otherwise
 * @param mustChangePassword whether the caller may do nothing before the password is changed
 */
public record Principal(
    Kind kind,
    String id,
    String name,
    @Nullable String credentialId,
    Set<String> roles,
    Set<String> teams,
    Set<Permission> permissions,
    Map<String, Object> claims,
    List<String> namespaces,
    List<String> editable,
    boolean mustChangePassword) {

  /** By what a caller is known. */
  public enum Kind {
    /** By nothing. */
    ANONYMOUS,
    /** A user who has logged in. */
    SESSION,
    /** A user's API key. */
    API_KEY,
    /** A bearer token of an identity provider. */
    TOKEN,
    /** A token that the MCP API's token exchange gave: good for publishing alone. */
    REGISTRY_TOKEN,
    /** Not a request: a command on the command line, or a task of the server. */
    PROCESS;

    /** The word for it in answers and in the audit log, {@code api_key}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A caller without a credential, who may do what is open to all. */
  public static final Principal ANONYMOUS = without(Kind.ANONYMOUS, Set.of());

  /** A caller where the settings let everybody do everything. */
  public static final Principal EVERYBODY =
      without(Kind.ANONYMOUS, EnumSet.allOf(Permission.class));

  /** This process itself. */
  public static final Principal PROCESS = without(Kind.PROCESS, EnumSet.allOf(Permission.class));

  public Principal {
    roles = Set.copyOf(roles);
    teams = Set.copyOf(teams);
    permissions = Set.copyOf(permissions);
    claims = Map.copyOf(claims);
    namespaces = List.copyOf(namespaces);
    editable = List.copyOf(editable);
  }

  private static Principal without(Kind kind, Set<Permission> permissions) {
    return new Principal(
        kind,
        kind.word(),
        kind.word(),
        null,
        Set.of(),
        Set.of(),
        permissions,
        Map.of(),
        List.of(),
        List.of(),
        false);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** The same caller, who may do these things as well. */
  Principal with(Set<Permission> more) {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    all.addAll(permissions);
    all.addAll(more);
    return new Principal(
        kind,
        id,
        name,
        credentialId,
        roles,
        teams,
        all,
        claims,
        namespaces,
        editable,
        mustChangePassword);
  }

  /**
   * Whether a credential says who calls. A registry token does not: everybody who owns some domain
   * gets one, and it permits to publish, nothing else.
   */
  public boolean isKnown() {
    return kind != Kind.ANONYMOUS && kind != Kind.REGISTRY_TOKEN;
  }

  /** Whether it is a user of this server. */
  public boolean isUser() {
    return kind == Kind.SESSION || kind == Kind.API_KEY;
  }

  /** Without the claims, which may say more about a person than a log should. */
  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
