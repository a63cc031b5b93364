package dev.cartulary.token;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.DurationText;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Nearest;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.RemoteUrl;
import dev.cartulary.token.ProviderDefinition.Client;
import dev.cartulary.token.ProviderDefinition.Introspecting;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and judges {@code auth.oauth.providers}. */
final class ProviderSettings {

  private static final String INTROSPECTION_URL = "introspectionUrl";
  private static final String CLIENT_ID = "clientId";
  private static final String SECRET_FILE = "clientSecretFile";
  private static final String TOKEN_FILE = "authTokenFile";

  private final Path base;
  private final boolean insecureUrls;
  private final List<Finding> findings;
  private final Map<String, String> names = new HashMap<>();

  private ProviderSettings(Path base, boolean insecureUrls, List<Finding> findings) {
    this.base = base;
    this.insecureUrls = insecureUrls;
    this.findings = findings;
  }

  /** The providers, in their order; wrong ones are left out and are findings. */
  static List<ProviderDefinition> read(Settings settings, ConfigNode auth, List<Finding> findings) {
    boolean insecureUrls = settings.choice(Setting.AUTH_INSECURE_URLS).orElse("").equals("true");
    ProviderSettings reading =
        new ProviderSettings(settings.fileDirectory(), insecureUrls, findings);
    List<ProviderDefinition> providers = new ArrayList<>();
    for (ConfigNode node : auth.items("oauth.providers")) {
      reading.readProvider(node).ifPresent(providers::add);
    }
    return providers;
  }

  private Optional<ProviderDefinition> readProvider(ConfigNode node) {
    int before = findings.size();
    String name = readName(node);
    Optional<String> issuer = readUrl(node, "issuerUrl");
    if (node.text("issuerUrl").isEmpty()) {
      wrong(node, null, "it has no issuerUrl", "Write what its tokens have in the claim iss");
    }
    Access access =
        new Access(
            readPath(node, "caCertPath"),
            readPath(node, TOKEN_FILE),
            readFlag(node, "allowPrivateIP"),
            insecureUrls);
    Set<String> audiences = readAudiences(node);
    Optional<URI> jwks = readUrl(node, "jwksUrl").map(URI::create);
    Set<String> algorithms = readAlgorithms(node);
    Duration skew = readSkew(node);
    Optional<Introspecting> introspection = readIntrospection(node);
    return findings.size() > before
        ? Optional.empty()
        : Optional.of(
            new ProviderDefinition(
                name,
                issuer.orElseThrow(),
                audiences,
                jwks,
                algorithms,
                skew,
                introspection,
                access));
  }

  private String readName(ConfigNode node) {
    String name = node.text("name").orElse("");
    ConfigNode place = node.get("name").orElse(node);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      wrong(
          place,
          name.isEmpty() ? null : name,
          "it has no name of 1 to 63 letters, digits, dots, hyphens and underscores",
          "Give it a name such as company-sso");
    } else if (names.putIfAbsent(name, place.place()) != null) {
      wrong(place, name, names.get(name) + " has the same name", "Use each name once");
    }
    return name;
  }

  private Optional<String> readUrl(ConfigNode node, String key) {
    Optional<ConfigNode> given = node.get(key);
    String url = node.text(key).orElse("");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> problem = RemoteUrl.problem(url, insecureUrls);
    problem.ifPresent(clause ->
        wrong(
            given.get(),
            url,
            clause,
            clause.contains("https, so")
                ? "Use https. To accept http anyway, set auth.oauth.insecureUrls to true"
                : "Write it as https://host/path"));
    return problem.isPresent() ? Optional.empty() : Optional.of(url);
  }

  private Set<String> readAudiences(ConfigNode node) {
    Optional<ConfigNode> given = node.get("audience");
    List<ConfigNode> values =
        given
            .map(value -> value.kind() == ConfigNode.Kind.LIST ? value.items() : List.of(value))
            .orElse(List.of());
    Set<String> audiences = new LinkedHashSet<>();
    values.forEach(value -> audiences.add(value.scalar().orElse("").strip()));
    if (audiences.isEmpty() || audiences.contains("")) {
      wrong(
          given.orElse(node),
          null,
          "it has no audience, so tokens for any other program would be accepted",
          "Write what its tokens have in the claim aud, one text or a list");
    }
    return audiences;
  }

  private Set<String> readAlgorithms(ConfigNode node) {
    Set<String> algorithms = new LinkedHashSet<>();
    for (ConfigNode item : node.items("algorithms")) {
      String algorithm = item.scalar().orElse("");
      if (!ProviderDefinition.ALGORITHMS.contains(algorithm)) {
        wrong(
            item,
            algorithm,
            "it is not an algorithm that is accepted here; only those with a public key are",
            Nearest.advice(algorithm, ProviderDefinition.ALGORITHMS));
      }
      algorithms.add(algorithm);
    }
    return algorithms.isEmpty() ? Set.copyOf(ProviderDefinition.ALGORITHMS) : algorithms;
  }

  private Duration readSkew(ConfigNode node) {
    Optional<ConfigNode> given = node.get("clockSkew");
    if (given.isEmpty()) {
      return ProviderDefinition.DEFAULT_SKEW;
    }
    String text = given.get().scalar().orElse("");
    Optional<Duration> skew =
        DurationText.parse(text)
            .filter(span -> span.compareTo(ProviderDefinition.GREATEST_SKEW) <= 0);
    if (skew.isEmpty()) {
      wrong(given.get(), text, "it is not a duration from 0s to 10m", "Write for example 60s");
    }
    return skew.orElse(ProviderDefinition.DEFAULT_SKEW);
  }

  private Optional<Introspecting> readIntrospection(ConfigNode node) {
    Optional<URI> url = readUrl(node, INTROSPECTION_URL).map(URI::create);
    Optional<String> id = node.text(CLIENT_ID).filter(text -> !text.isBlank());
    Optional<Path> secret = readPath(node, SECRET_FILE);
    if (secret.isPresent() && id.isEmpty()) {
      wrong(
          node.get(SECRET_FILE).orElse(node),
          null,
          "it has a client's secret, but no clientId",
          "Write both, or neither");
    }
    // A client without a secret is common in files that only verify keys; nobody can use it.
    if (node.get(INTROSPECTION_URL).isPresent()
        && (id.isEmpty() || secret.isEmpty())
        && node.get(TOKEN_FILE).isEmpty()) {
      wrong(
          node.get(INTROSPECTION_URL).orElse(node),
          null,
          "nothing says who asks there (RFC 7662 requires that)",
          "Write clientId and clientSecretFile, or authTokenFile");
    }
    Optional<Client> client = id.flatMap(i -> secret.map(file -> new Client(i, file)));
    return url.map(u -> new Introspecting(u, client));
  }

  private Optional<Path> readPath(ConfigNode node, String key) {
    Optional<ConfigNode> given = node.get(key);
    String text = node.text(key).orElse("");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (!text.isBlank()) {
        return Optional.of(base.resolve(text).normalize());
      }
    } catch (InvalidPathException e) {
      // Reported below, as an empty one is.
    }
    wrong(given.get(), text, "it is not a path", "Write the path of a file");
    return Optional.empty();
  }

  private boolean readFlag(ConfigNode node, String key) {
    String text = node.text(key).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      wrong(node.get(key).orElse(node), text, "it is not true or false", "Write true or false");
    }
    return text.equals("true");
  }

  private void wrong(ConfigNode node, @Nullable String value, String problem, String fix) {
    findings.add(new Finding(node.place(), value, problem, fix));
  }
}
