package dev.cartulary.identity.namespace;

import dev.cartulary.http.body.BodyFaults;
import dev.cartulary.http.body.BodyReader;
import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be granted, and to whom.
 *
 * @param grantee a user's or team's id, or claim=value
 */
record NamespaceGrantDraft(String namespace, GranteeKind kind, String grantee) {

  /** The body of a request. */
  @Schema(name = "NamespaceGrantBody", requiredProperties = "namespace")
  @RegisterForReflection
  record Body(
      @Nullable String namespace,
      @Nullable String user,
      @Nullable String team,
      @Nullable String claim,
      @Nullable String value)
      implements JsonBody {

    private void check(BodyFaults faults) {
      faults.required("namespace", namespace);
      faults.check("namespace", namespace, NamespacePattern::check);
      List<GranteeKind> kinds =
          Stream.of(GranteeKind.values()).filter(kind -> faults.has(kind.word())).toList();
      if (kinds.size() != 1) {
        faults.wrong(
            "body", "name whom it is granted to: either user, or team, or claim and value");
        return;
      }
      faults.required(kinds.get(0).word(), grantee(kinds.get(0)));
      if (kinds.get(0) == GranteeKind.CLAIM) {
        faults.required("value", value);
        faults.check("claim", claim, IdentityRules::claimName);
        faults.check("value", value, IdentityRules::claimValue);
      } else if (faults.has("value")) {
        faults.wrong("value", "belongs to claim; leave it out");
      }
    }

    private @Nullable String grantee(GranteeKind kind) {
      return switch (kind) {
        case USER -> user;
        case TEAM -> team;
        case CLAIM -> claim;
      };
    }

    private NamespaceGrantDraft draft() {
      GranteeKind kind =
          claim != null ? GranteeKind.CLAIM : user != null ? GranteeKind.USER : GranteeKind.TEAM;
      String grantee = claim != null ? claim + "=" + value : String.valueOf(grantee(kind));
      return new NamespaceGrantDraft(String.valueOf(namespace), kind, grantee);
    }
  }

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  static NamespaceGrantDraft of(byte[] bytes) {
    return BodyReader.read(bytes, Body.class, Body::check).draft();
  }
}
