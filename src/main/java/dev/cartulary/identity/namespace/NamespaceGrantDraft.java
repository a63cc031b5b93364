package dev.cartulary.identity.namespace;

import dev.cartulary.http.body.JsonBody;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be granted, and to whom.
 *
 * @param grantee a user's or team's id, or claim=value
 */
record NamespaceGrantDraft(String namespace, GranteeKind kind, String grantee) {

  private static final String NAMESPACE = "namespace";
  private static final String CLAIM = "claim";
  private static final String VALUE = "value";

  /** The body of a request, for the API's description. */
  @Schema(name = "NamespaceGrantBody")
  record Body(
      String namespace,
      @Nullable String user,
      @Nullable String team,
      @Nullable String claim,
      @Nullable String value) {}

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  static NamespaceGrantDraft of(byte[] bytes) {
    JsonBody body = JsonBody.of(bytes, Set.of(NAMESPACE, "user", "team", CLAIM, VALUE));
    String namespace = body.required(NAMESPACE);
    if (!namespace.isEmpty()) {
      body.check(NAMESPACE, namespace, NamespacePattern::check);
    }
    List<GranteeKind> kinds =
        Stream.of(GranteeKind.values()).filter(kind -> body.has(kind.word())).toList();
    if (kinds.size() != 1) {
      body.wrong("body", "name whom it is granted to: either user, or team, or claim and value");
      body.finish();
    }
    GranteeKind kind = kinds.get(0);
    String grantee = body.required(kind.word());
    if (kind == GranteeKind.CLAIM) {
      String value = body.required(VALUE);
      body.check(CLAIM, grantee, IdentityRules::claimName);
      body.check(VALUE, value, IdentityRules::claimValue);
      grantee = grantee + "=" + value;
    } else if (body.has(VALUE)) {
      body.wrong(VALUE, "belongs to claim; leave it out");
    }
    body.finish();
    return new NamespaceGrantDraft(namespace, kind, grantee);
  }
}
