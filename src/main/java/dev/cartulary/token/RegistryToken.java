package dev.cartulary.token;

import java.time.Instant;
import java.util.List;

/**
 * What a registry token says.
 *
 * @param method how it was got: {@code oidc}, {@code http}, {@code dns} or {@code none}
 * @param subject who got it: a subject of an identity provider, a domain or {@code anonymous}
 * @param grants what it is good for
 * @param expiresAt after which it is not accepted
 */
public record RegistryToken(String method, String subject, List<Grant> grants, Instant expiresAt) {

  /**
   * One thing that a token is good for.
   *
   * @param action {@value #PUBLISH} or {@value #EDIT}
   * @param resource a pattern of names, in which * stands for anything: {@code com.example/*}
   */
  public record Grant(String action, String resource) {

    public static final String PUBLISH = "publish";
    public static final String EDIT = "edit";
  }

  public RegistryToken {
    grants = List.copyOf(grants);
  }

  /** The patterns of the names that one may publish with it. */
  public List<String> namespaces() {
    return patterns(Grant.PUBLISH);
  }

  /** The patterns of the names that one may edit with it. */
  public List<String> editable() {
    return patterns(Grant.EDIT);
  }

  private List<String> patterns(String action) {
    return grants.stream()
        .filter(grant -> grant.action().equals(action))
        .map(Grant::resource)
        .distinct()
        .toList();
  }
}
