package dev.cartulary.token;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    boolean covers(String name) {
      String pattern =
          Stream.of(resource.split("\\*", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return Pattern.matches(pattern, name);
    }
  }

  public RegistryToken {
    grants = List.copyOf(grants);
  }

  /** Whether the token is good for the action on the entry of this name. */
  public boolean permits(String action, String name) {
    return grants.stream().anyMatch(grant -> grant.action().equals(action) && grant.covers(name));
  }

  /** The patterns of the names that one may publish with it. */
  public List<String> namespaces() {
    return grants.stream()
        .filter(grant -> grant.action().equals(Grant.PUBLISH))
        .map(Grant::resource)
        .distinct()
        .toList();
  }
}
