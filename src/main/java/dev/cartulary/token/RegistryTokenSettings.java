package dev.cartulary.token;

import dev.cartulary.access.ClaimRules;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Nearest;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.token.RegistryToken.Grant;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code auth.registryTokens} says.
 *
 * @param methods by which one may get a registry token
 * @param privateDomains whether the method http may ask private addresses
 * @param dnsServer which the method dns asks; empty for those of the system
 * @param blocked namespaces that no token is given for
 * @param gitHub which GitHub the methods github-at and github-oidc ask
 * @param grants what the owner of a provider's token gets
 */
record RegistryTokenSettings(
    Set<RegistryTokenMethod> methods,
    boolean privateDomains,
    Optional<InetSocketAddress> dnsServer,
    Set<String> blocked,
    GitHubSettings gitHub,
    List<ClaimGrant> grants) {

  /** What tokens with these claims are worth. */
  record ClaimGrant(ClaimRules claims, List<Grant> grants) {}

  private static final Pattern NAMESPACE =
      Pattern.compile("\\*|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?:\\.\\*)?/\\*");
  private static final Pattern SERVER =
      Pattern.compile("([0-9.]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?");
  private static final int DNS_PORT = 53;

  static RegistryTokenSettings read(
      Settings settings, ConfigNode auth, boolean providers, List<Finding> findings) {
    Set<RegistryTokenMethod> methods = readMethods(settings, findings);
    List<ClaimGrant> grants = new ArrayList<>();
    for (ConfigNode node : auth.items("registryTokens.grants")) {
      grants.add(readGrant(node, findings));
    }
    if (methods.contains(RegistryTokenMethod.OIDC) && !(providers && !grants.isEmpty())) {
      findings.add(
          new Finding(
              settings.named(Setting.AUTH_REGISTRY_TOKENS),
              settings.get(Setting.AUTH_REGISTRY_TOKENS).orElse(""),
              "the method oidc needs an identity provider and a grant, else nobody gets anything"
                  + " by it",
              "Describe them under auth.oauth.providers and auth.registryTokens.grants"));
    }
    return new RegistryTokenSettings(
        methods,
        settings.choice(Setting.AUTH_PRIVATE_DOMAINS).orElse("").equals("true"),
        readServer(settings, findings),
        readBlocked(settings, findings),
        GitHubSettings.read(settings, methods, findings),
        List.copyOf(grants));
  }

  private static Set<RegistryTokenMethod> readMethods(Settings settings, List<Finding> findings) {
    Set<RegistryTokenMethod> methods = EnumSet.noneOf(RegistryTokenMethod.class);
    List<String> known =
        Arrays.stream(RegistryTokenMethod.values()).map(RegistryTokenMethod::setting).toList();
    String text = settings.get(Setting.AUTH_REGISTRY_TOKENS).orElse("");
    for (String word : text.split(",", -1)) {
      Optional<RegistryTokenMethod> method = RegistryTokenMethod.of(word.strip());
      method.ifPresent(methods::add);
      if (method.isEmpty() && !text.isBlank()) {
        findings.add(
            new Finding(
                settings.named(Setting.AUTH_REGISTRY_TOKENS),
                text,
                "there is no method \"" + word.strip() + "\"",
                Nearest.advice(word.strip(), known)));
      }
    }
    return methods;
  }

  private static Set<String> readBlocked(Settings settings, List<Finding> findings) {
    Set<String> blocked = new LinkedHashSet<>();
    for (String list : settings.get(Setting.AUTH_BLOCKED_NAMESPACES).stream().toList()) {
      for (String item : list.split(",", -1)) {
        if (item.strip().matches("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")) {
          blocked.add(item.strip());
        } else {
          findings.add(
              new Finding(
                  settings.named(Setting.AUTH_BLOCKED_NAMESPACES),
                  item.strip(),
                  "it is not a namespace",
                  "Write namespaces separated by commas, for example io.github.spammer"));
        }
      }
    }
    return Set.copyOf(blocked);
  }

  /** Whether a token for these would be good for a blocked namespace; {@code *} is exempt. */
  boolean blocks(List<Grant> grants) {
    return grants.stream().noneMatch(grant -> grant.resource().equals("*"))
        && grants.stream()
            .map(grant -> grant.resource().substring(0, grant.resource().indexOf('/')))
            .anyMatch(namespace -> blocked.stream().anyMatch(one -> covers(namespace, one)));
  }

  private static boolean covers(String pattern, String namespace) {
    return pattern.endsWith(".*")
        ? namespace.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(namespace);
  }

  private static ClaimGrant readGrant(ConfigNode node, List<Finding> findings) {
    Optional<ConfigNode> claims = node.get("claims");
    if (claims.isEmpty()) {
      findings.add(
          new Finding(
              node.place(), null, "it names no claims", "Write whose tokens are meant as claims:"));
    }
    List<Grant> grants = new ArrayList<>();
    for (String action : List.of(Grant.PUBLISH, Grant.EDIT)) {
      for (ConfigNode item : node.items(action)) {
        String namespace = item.scalar().orElse("");
        if (!NAMESPACE.matcher(namespace).matches()) {
          findings.add(
              new Finding(
                  item.place(),
                  namespace,
                  "it is not a namespace as a pattern",
                  "Write com.example/*, with its subdomains com.example.*/*, or * for all"));
        }
        grants.add(new Grant(action, namespace));
      }
    }
    if (grants.isEmpty()) {
      findings.add(
          new Finding(
              node.place(), null, "it grants nothing", "Write publish: [com.example/*] or edit:"));
    }
    return new ClaimGrant(
        claims.map(given -> ClaimRules.read(given, findings)).orElse(ClaimRules.NOBODY), grants);
  }

  /** An address, not a name: a name would have to be looked up in the DNS first. */
  private static Optional<InetSocketAddress> readServer(Settings settings, List<Finding> findings) {
    Optional<String> given = settings.get(Setting.AUTH_DNS_SERVER);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = SERVER.matcher(given.get().strip());
    int port =
        matcher.matches() && matcher.group(2) != null
            ? Integer.parseInt(matcher.group(2))
            : DNS_PORT;
    if (matcher.matches() && port > 0 && port <= 65535) {
      InetSocketAddress server = new InetSocketAddress(matcher.group(1), port);
      if (!server.isUnresolved()) {
        return Optional.of(server);
      }
    }
    findings.add(
        new Finding(
            settings.named(Setting.AUTH_DNS_SERVER),
            given.get(),
            "it is not an IP address, with or without a port",
            "Write for example 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53"));
    return Optional.empty();
  }
}
