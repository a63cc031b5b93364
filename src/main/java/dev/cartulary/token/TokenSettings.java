package dev.cartulary.token;

import dev.cartulary.access.AuthMode;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Nearest;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.remote.RemoteUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the configuration says of tokens: the blocks {@code auth.oauth}, {@code auth.authz} and
 * {@code auth.registryTokens}.
 *
 * @param accepted whether tokens of identity providers count, as {@code auth.mode} says
 * @param resourceUrl the URL of this server, without a slash at its end; empty where none is given
 * @param realm of the challenges
 * @param scopes that clients should ask a provider for
 * @param providers in the order in which they are tried
 * @param roles which tokens have which role
 * @param registryTokens how registry tokens are got
 * @param findings what is wrong; where there is anything, nothing else is to be used
 */
public record TokenSettings(
    boolean accepted,
    Optional<String> resourceUrl,
    String realm,
    List<String> scopes,
    List<ProviderDefinition> providers,
    TokenRoles roles,
    RegistryTokenSettings registryTokens,
    List<Finding> findings) {

  public TokenSettings {
    scopes = List.copyOf(scopes);
    providers = List.copyOf(providers);
    findings = List.copyOf(findings);
  }

  /** Reads the settings; every problem is a finding, all at once. */
  public static TokenSettings resolve(Settings settings) {
    return settings.once(TokenSettings.class, TokenSettings::read);
  }

  private static TokenSettings read(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    ConfigNode auth = settings.list("auth");
    boolean accepted = AuthMode.of(settings).takesTokens();
    List<ProviderDefinition> providers = ProviderSettings.read(settings, auth, findings);
    if (accepted && providers.isEmpty() && findings.isEmpty()) {
      findings.add(
          new Finding(
              settings.named(Setting.AUTH_MODE),
              settings.get(Setting.AUTH_MODE).orElse(""),
              "tokens are to be accepted, but no identity provider is described",
              "Describe one under auth.oauth.providers in the YAML file"));
    }
    TokenRoles roles = TokenRoles.read(auth, findings);
    RegistryTokenSettings registryTokens =
        RegistryTokenSettings.read(settings, auth, !providers.isEmpty(), findings);
    refuseUnknownProviders(auth, providers, roles, registryTokens, findings);
    return new TokenSettings(
        accepted,
        resourceUrl(settings, findings),
        realm(settings, findings),
        auth.texts("oauth.scopesSupported", findings),
        providers,
        roles,
        registryTokens,
        findings);
  }

  private static void refuseUnknownProviders(
      ConfigNode auth,
      List<ProviderDefinition> providers,
      TokenRoles roles,
      RegistryTokenSettings registryTokens,
      List<Finding> findings) {
    List<String> known = providers.stream().map(ProviderDefinition::name).toList();
    if (!findings.isEmpty()) {
      return; // a provider with a fault is not among those known
    }
    Stream.concat(
            roles.providers().stream(),
            registryTokens.grants().stream().flatMap(grant -> grant.claims().providers().stream()))
        .filter(name -> !known.contains(name))
        .distinct()
        .sorted()
        .forEach(name ->
            findings.add(
                new Finding(
                    auth.place(),
                    name,
                    "a rule is for tokens of this provider, and there is none of this name",
                    Nearest.advice(name, known))));
  }

  /** What works, but should be known: as sentences. */
  public static List<String> warnings(Settings settings) {
    List<String> warnings = new ArrayList<>();
    warnings.addAll(unbound(resolve(settings)));
    if (resolve(settings).registryTokens().methods().contains(RegistryTokenMethod.NONE)) {
      warnings.add(
          settings.named(Setting.AUTH_REGISTRY_TOKENS)
              + " has none-for-tests: everybody gets a registry token for "
              + RegistryTokens.ANONYMOUS_NAMESPACE
              + " without proving anything.");
    }
    if (settings.choice(Setting.AUTH_INSECURE_URLS).orElse("").equals("true")) {
      warnings.add(
          settings.named(Setting.AUTH_INSECURE_URLS)
              + " is true: an attacker in the network before an identity provider over http can"
              + " forge tokens.");
    }
    return warnings;
  }

  private static List<String> unbound(TokenSettings tokens) {
    List<String> unbound = new ArrayList<>();
    if (tokens.accepted() && tokens.providers().size() > 1) {
      String fix =
          " has a claim map for tokens of any provider. Each provider chooses its tokens' claims: name"
              + " one with provider: NAME in the map.";
      tokens.roles().unbound().forEach(role -> unbound.add("auth.authz.roles." + role + fix));
      if (!tokens.registryTokens().grants().stream().allMatch(it -> it.claims().areBound())) {
        unbound.add("auth.registryTokens.grants" + fix);
      }
    }
    return unbound;
  }

  private static Optional<String> resourceUrl(Settings settings, List<Finding> findings) {
    Optional<String> given = settings.get(Setting.AUTH_RESOURCE_URL);
    // Nothing is fetched from it: http may be right behind a proxy on the same machine.
    given
        .flatMap(url -> RemoteUrl.problem(url, true))
        .ifPresent(problem ->
            findings.add(
                new Finding(
                    settings.named(Setting.AUTH_RESOURCE_URL),
                    given.get(),
                    problem,
                    "Write the URL that clients use, such as https://registry.example.com")));
    return given.map(url -> url.replaceFirst("/+$", ""));
  }

  private static String realm(Settings settings, List<Finding> findings) {
    String realm = settings.get(Setting.AUTH_REALM).orElse("");
    if (!realm.matches("[\\x20-\\x7e&&[^\"\\\\]]{1,100}")) {
      findings.add(
          new Finding(
              settings.named(Setting.AUTH_REALM),
              realm,
              "it must be 1 to 100 printable ASCII characters without quotes and backslashes",
              "Use for example mcp-registry"));
    }
    return realm;
  }
}
