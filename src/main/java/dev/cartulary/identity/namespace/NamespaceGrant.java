package dev.cartulary.identity.namespace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.database.InstantMicros;
import org.jspecify.annotations.Nullable;

/**
 * A grant of a namespace as the API shows one. It names a user, a team, or a claim with its value.
 *
 * @param id stands for the grant
 * @param namespace which names may be published, as a pattern
 * @param user the user's id
 * @param team the team's id
 * @param claim the name of a token's claim
 * @param value what the claim must be or, where it is a list, hold
 * @param createdAt RFC 3339, in UTC, with microseconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"id", "namespace", "user", "team", "claim", "value", "createdAt"})
record NamespaceGrant(
    String id,
    String namespace,
    @Nullable String user,
    @Nullable String team,
    @Nullable String claim,
    @Nullable String value,
    String createdAt) {

  static NamespaceGrant of(NamespaceGrantEntity grant) {
    GranteeKind kind = GranteeKind.valueOf(grant.granteeKind().toUpperCase(java.util.Locale.ROOT));
    String grantee = grant.grantee();
    int equals = grantee.indexOf('=');
    boolean byClaim = kind == GranteeKind.CLAIM;
    return new NamespaceGrant(
        grant.id(),
        grant.namespace(),
        kind == GranteeKind.USER ? grantee : null,
        kind == GranteeKind.TEAM ? grantee : null,
        byClaim ? grantee.substring(0, equals) : null,
        byClaim ? grantee.substring(equals + 1) : null,
        InstantMicros.format(grant.createdAt()));
  }
}
