package dev.cartulary.identity.namespace;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.identity.IdentityChange;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.team.TeamRepository;
import dev.cartulary.identity.user.UserDeleted;
import dev.cartulary.identity.user.UserRepository;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may publish under which names. No role has a namespace by itself, not even that of
 * administrators: what one may publish is what was granted.
 */
@ApplicationScoped
public class NamespaceGrants {

  private static final List<String> EVERYTHING = List.of("*");

  private final NamespaceGrantRepository grants;
  private final UserRepository users;
  private final TeamRepository teams;
  private final IdentityChange changes;
  private final AuditLog audit;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  NamespaceGrants(
      NamespaceGrantRepository grants,
      UserRepository users,
      TeamRepository teams,
      IdentityChange changes,
      AuditLog audit) {
    this.grants = grants;
    this.users = users;
    this.teams = teams;
    this.changes = changes;
    this.audit = audit;
  }

  /**
   * What the caller may publish, as patterns in the order of their text: a name, the beginning of
   * one with {@code *} after it, or {@code *}. A registry token has what it was given; this process
   * and, in mode anonymous, everybody has {@code *}.
   */
  public List<String> of(Principal principal) {
    if (principal.kind() == Kind.REGISTRY_TOKEN) {
      return principal.namespaces().stream().sorted().toList();
    }
    if (principal.kind() == Kind.PROCESS || principal.equals(Principal.EVERYBODY)) {
      return EVERYTHING;
    }
    TreeSet<String> patterns = new TreeSet<>();
    if (principal.isUser()) {
      patterns.addAll(grants.namespaces(GranteeKind.USER, List.of(principal.id())));
    }
    if (!principal.teams().isEmpty()) {
      patterns.addAll(grants.namespaces(GranteeKind.TEAM, principal.teams()));
    }
    List<String> claims = claims(principal.claims());
    if (!claims.isEmpty()) {
      patterns.addAll(grants.namespaces(GranteeKind.CLAIM, claims));
    }
    return List.copyOf(patterns);
  }

  /** Each claim, and each value of a claim that is a list, as claim=value. */
  private static List<String> claims(Map<String, Object> claims) {
    return claims.entrySet().stream()
        .flatMap(claim ->
            (claim.getValue() instanceof Collection<?> list
                    ? list.stream()
                    : Stream.of(claim.getValue()))
                .filter(NamespaceGrants::isScalar)
                .map(value -> claim.getKey() + "=" + value))
        .filter(IdentityRules::isPrintable)
        .toList();
  }

  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  /** Whether the caller may publish under the name, {@code com.example/weather}. */
  public boolean mayPublish(Principal principal, String name) {
    return of(principal).stream().anyMatch(text -> new NamespacePattern(text).covers(name));
  }

  /**
   * Whether the caller may edit what was published under the name. A grant of a namespace is good
   * for both; a registry token says which it is good for.
   */
  public boolean mayEdit(Principal principal, String name) {
    List<String> patterns =
        principal.kind() == Kind.REGISTRY_TOKEN ? principal.editable() : of(principal);
    return patterns.stream().anyMatch(text -> new NamespacePattern(text).covers(name));
  }

  /** All grants in the order they were made. */
  Page<NamespaceGrant> list(PageRequest request) {
    return request.page(
        (after, limit) -> grants.list(after, limit).stream().map(NamespaceGrant::of).toList(),
        NamespaceGrant::id);
  }

  /**
   * A new grant. Who may grant may grant every name: {@link Permission#NAMESPACES_MANAGE} is
   * exactly this right.
   *
   * @throws ProblemException an invalid request, where there is no such user or team; a conflict,
   *     where this is granted already
   */
  NamespaceGrant grant(NamespaceGrantDraft draft) {
    return changes.alone(() -> {
      refuseUnknown(draft);
      if (grants.exists(draft.namespace(), draft.kind(), draft.grantee())) {
        throw new ProblemException(
            ProblemType.CONFLICT, "\"" + draft.namespace() + "\" is already granted to them.");
      }
      NamespaceGrantEntity grant =
          new NamespaceGrantEntity(
              ids.generate().toString(),
              draft.namespace(),
              draft.kind().word(),
              draft.grantee(),
              InstantMicros.now());
      grants.add(grant);
      audit.record(event(Action.NAMESPACE_GRANT, grant));
      return NamespaceGrant.of(grant);
    });
  }

  private void refuseUnknown(NamespaceGrantDraft draft) {
    boolean unknown =
        switch (draft.kind()) {
          case USER -> users.byId(draft.grantee()).isEmpty();
          case TEAM -> teams.byId(draft.grantee()).isEmpty();
          case CLAIM -> false;
        };
    if (unknown) {
      String word = draft.kind().word();
      throw ProblemException.invalid(
          word, "write the id of a " + word + "; no " + word + " has this one");
    }
  }

  /**
   * Takes a grant back.
   *
   * @throws ProblemException not found
   */
  void withdraw(String id) {
    changes.alone(() -> {
      NamespaceGrantEntity grant =
          grants
              .byId(id)
              .orElseThrow(
                  () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such grant."));
      grants.remove(id);
      audit.record(event(Action.NAMESPACE_WITHDRAW, grant));
      return grant;
    });
  }

  private static AuditEvent event(Action action, NamespaceGrantEntity grant) {
    return AuditEvent.done(action, "namespace_grant", grant.id())
        .with("namespace", grant.namespace())
        .with(grant.granteeKind(), grant.grantee());
  }

  void onUserDeleted(@Observes UserDeleted event) {
    grants.removeOf(GranteeKind.USER, event.userId());
  }
}
