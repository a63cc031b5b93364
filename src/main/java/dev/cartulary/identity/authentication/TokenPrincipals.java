package dev.cartulary.identity.authentication;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.Permission;
import dev.cartulary.access.Principal;
import dev.cartulary.access.Principal.Kind;
import dev.cartulary.config.Settings;
import dev.cartulary.crypto.RandomToken;
import dev.cartulary.identity.role.BuiltInRole;
import dev.cartulary.identity.role.RolePermissions;
import dev.cartulary.token.InvalidToken;
import dev.cartulary.token.RegistryToken;
import dev.cartulary.token.RegistryTokens;
import dev.cartulary.token.TokenRoles;
import dev.cartulary.token.TokenSettings;
import dev.cartulary.token.TokenVerifier;
import dev.cartulary.token.VerifiedToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the holders of tokens may do: of tokens of identity providers, and of registry tokens. */
@ApplicationScoped
class TokenPrincipals {

  /** Subjects that can be part of an owner of metadata as they are. */
  private static final Pattern PLAIN_SUBJECT = Pattern.compile("[A-Za-z0-9._+-]{1,63}");

  private final RegistryTokens registryTokens;
  private final TokenVerifier verifier;
  private final RolePermissions permissions;
  private final TokenRoles roles;
  private final boolean takesTokens;

  TokenPrincipals(
      RegistryTokens registryTokens,
      TokenVerifier verifier,
      RolePermissions permissions,
      Settings settings) {
    this.registryTokens = registryTokens;
    this.verifier = verifier;
    this.permissions = permissions;
    this.roles = TokenSettings.resolve(settings).roles();
    this.takesTokens = AuthMode.of(settings).takesTokens();
  }

  /**
   * Whose token it is; empty where it is no kind of token that counts here.
   *
   * @param beforeAsking runs before a provider is asked about this very token; may refuse it
   * @throws InvalidToken where it is one, but is not accepted
   */
  Optional<Principal> of(String token, Runnable beforeAsking) throws InvalidToken {
    if (registryTokens.recognises(token)) {
      return Optional.of(of(registryTokens.verify(token)));
    }
    return takesTokens ? Optional.of(of(verifier.verify(token, beforeAsking))) : Optional.empty();
  }

  /** The same holder, with what the roles permit now. */
  Principal again(Principal before) {
    return new Principal(
        before.kind(),
        before.id(),
        before.name(),
        before.credentialId(),
        before.roles(),
        before.teams(),
        permissions(before.roles()),
        before.claims(),
        before.namespaces(),
        before.editable(),
        before.mustChangePassword());
  }

  private Set<Permission> permissions(Set<String> roles) {
    EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
    for (String name : roles) {
      Optional<Permission> toolHive = TokenRoles.permission(name);
      toolHive.ifPresent(all::add);
      Optional<Set<Permission>> own =
          toolHive.map(more -> BuiltInRole.USER.permissions()).or(() -> permissions.of(name));
      own.ifPresent(all::addAll);
    }
    return all;
  }

  private static Principal of(RegistryToken token) {
    return new Principal(
        Kind.REGISTRY_TOKEN,
        token.method() + ":" + token.subject(),
        token.subject(),
        null,
        Set.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        token.namespaces(),
        token.editable(),
        false);
  }

  private Principal of(VerifiedToken token) {
    Set<String> names = roles.of(token.claims());
    return new Principal(
        Kind.TOKEN,
        id(token),
        token.name(),
        null,
        names,
        Set.of(),
        permissions(names),
        token.claims(),
        List.of(),
        List.of(),
        false);
  }

  /**
   * The subject and the provider, so that nobody is taken for a user of another provider or of this
   * server. A subject that cannot stand in an owner of metadata is hashed.
   */
  private static String id(VerifiedToken token) {
    String subject = token.subject();
    return (PLAIN_SUBJECT.matcher(subject).matches() ? subject : RandomToken.hash(subject))
        + "@"
        + token.provider();
  }
}
