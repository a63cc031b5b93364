package dev.cartulary.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSettingsTest {

  @TempDir Path directory;

  /** As ToolHive's registry server has it in its documentation. */
  @Test
  void aFileOfToolHiveIsRead() throws IOException {
    Settings settings =
        load(
            """
            auth:
              mode: oauth
              publicPaths: [/health, /api/v1/info/]
              oauth:
                resourceUrl: https://registry.example.com/
                realm: my-realm
                scopesSupported: [openid]
                providers:
                  - name: company-sso
                    issuerUrl: https://auth.company.example
                    audience: api://registry
                    clientId: registry
                    clientSecretFile: secrets/client
                    introspectionUrl: https://auth.company.example/introspect
                  - name: kubernetes
                    issuerUrl: https://kubernetes.default.svc
                    jwksUrl: https://kubernetes.default.svc/openid/v1/jwks
                    audience: [https://kubernetes.default.svc, registry]
                    caCertPath: /var/run/secrets/ca.crt
                    authTokenFile: /var/run/secrets/token
                    allowPrivateIP: true
                    algorithms: [RS256]
                    clockSkew: 5s
              authz:
                roles:
                  superAdmin: [{groups: admins}]
                  manageEntries: [{groups: writers}]
                  auditor:
                    - {org: acme, groups: [audit, security]}
            """);
    TokenSettings read = TokenSettings.resolve(settings);

    assertThat(settings.findings()).isEmpty();
    assertThat(read.findings()).isEmpty();
    assertThat(read.accepted()).isTrue();
    assertThat(read.resourceUrl()).contains("https://registry.example.com");
    ProviderDefinition sso = read.providers().get(0);
    assertThat(sso.audiences()).containsExactly("api://registry");
    assertThat(sso.introspection().orElseThrow().client().orElseThrow().secretFile())
        .isEqualTo(directory.resolve("secrets/client"));
    assertThat(sso.clockSkew()).isEqualTo(ProviderDefinition.DEFAULT_SKEW);
    ProviderDefinition kubernetes = read.providers().get(1);
    assertThat(kubernetes.audiences())
        .containsExactlyInAnyOrder("https://kubernetes.default.svc", "registry");
    assertThat(kubernetes.jwksUrl())
        .contains(URI.create("https://kubernetes.default.svc/openid/v1/jwks"));
    assertThat(kubernetes.access().privateAddresses()).isTrue();
    assertThat(kubernetes.access().bearerFile()).contains(Path.of("/var/run/secrets/token"));
    assertThat(kubernetes.algorithms()).containsExactly("RS256");
    assertThat(kubernetes.clockSkew()).isEqualTo(Duration.ofSeconds(5));
    assertThat(read.roles().of(Map.of("groups", List.of("admins", "writers"))))
        .isEqualTo(Set.of("admin", "manageEntries"));
    assertThat(read.roles().of(Map.of("groups", "audit", "org", "acme")))
        .containsExactly("auditor");
    assertThat(read.roles().of(Map.of("groups", "audit"))).isEmpty();
  }

  @Test
  void whatIsWrongWithAProviderIsSaid() throws IOException {
    assertThat(provider("issuerUrl: https://a.example")).containsExactly("no audience");
    assertThat(provider("audience: x")).containsExactly("no issuerUrl");
    assertThat(provider("issuerUrl: http://a.example, audience: x")).containsExactly("not https");
    assertThat(provider("issuerUrl: 'http://localhost:9000', audience: x")).isEmpty();
    assertThat(provider("issuerUrl: 'ftp://a.example', audience: x"))
        .containsExactly("starts with https://");
    assertThat(provider("issuerUrl: 'https://u:p@a.example', audience: x"))
        .containsExactly("has a user");
    String good = "issuerUrl: https://a.example, audience: x, ";
    assertThat(provider(good + "jwksUrl: http://a.example/keys")).containsExactly("not https");
    assertThat(provider(good + "algorithms: [HS256]")).containsExactly("only those with a public");
    assertThat(provider(good + "algorithms: [none]")).containsExactly("only those with a public");
    assertThat(provider(good + "clockSkew: 1h")).containsExactly("from 0s to 10m");
    assertThat(provider(good + "allowPrivateIP: maybe")).containsExactly("not true or false");
    assertThat(provider(good + "clientSecretFile: /s")).containsExactly("no clientId");
    assertThat(provider(good + "introspectionUrl: https://a.example/i"))
        .containsExactly("nothing says who asks");
    assertThat(provider(good + "introspectionUrl: https://a.example/i, authTokenFile: /t"))
        .isEmpty();
    assertThat(provider("name: sso}, {name: sso, " + good))
        .hasSize(3)
        .last()
        .isEqualTo("same name");
  }

  private static final List<String> CLAUSES =
      List.of(
          "no audience",
          "no issuerUrl",
          "not https",
          "starts with https://",
          "has a user",
          "only those with a public",
          "from 0s to 10m",
          "not true or false",
          "no clientId",
          "nothing says who asks",
          "same name");

  private List<String> provider(String keys) throws IOException {
    String name = keys.startsWith("name") ? "" : "name: sso, ";
    Settings settings = load("auth: {mode: both, oauth: {providers: [{" + name + keys + "}]}}\n");
    assertThat(settings.findings()).isEmpty();
    return TokenSettings.resolve(settings).findings().stream()
        .map(Finding::sentence)
        .map(sentence -> CLAUSES.stream().filter(sentence::contains).findFirst().orElse(sentence))
        .toList();
  }

  @Test
  void httpIsTakenWhereASettingSaysSo() throws IOException {
    Settings settings =
        load(
            """
            auth:
              oauth:
                insecureUrls: true
                providers: [{name: a, issuerUrl: 'http://a.example', audience: x}]
            """);
    assertThat(TokenSettings.resolve(settings).findings()).isEmpty();
    assertThat(TokenSettings.warnings(settings)).singleElement().asString().contains("forge");
  }

  @Test
  void tokensNeedAProvider() {
    assertThat(findings(Map.of("AUTH_MODE", "oauth")))
        .singleElement()
        .asString()
        .contains("AUTH_MODE")
        .contains("auth.oauth.providers");
    assertThat(findings(Map.of())).isEmpty();
  }

  @Test
  void registryTokensAreRead() throws IOException {
    Settings settings =
        load(
            """
            auth:
              oauth:
                providers: [{name: a, issuerUrl: 'https://a.example', audience: x}]
              registryTokens:
                methods: oidc, dns,http
                dnsServer: 192.0.2.53:5353
                grants:
                  - claims: {groups: release}
                    publish: [com.example/*, com.example.*/*]
                    edit: ['*']
            """);
    TokenSettings read = TokenSettings.resolve(settings);
    assertThat(settings.findings()).isEmpty();
    assertThat(read.findings()).isEmpty();
    assertThat(read.registryTokens().methods())
        .containsExactlyInAnyOrder(
            RegistryTokenMethod.OIDC, RegistryTokenMethod.DNS, RegistryTokenMethod.HTTP);
    assertThat(read.registryTokens().dnsServer().orElseThrow().getPort()).isEqualTo(5353);
    assertThat(read.registryTokens().grants().get(0).grants()).hasSize(3);
    assertThat(TokenSettings.warnings(settings)).isEmpty();
  }

  @Test
  void whatIsWrongWithRegistryTokensIsSaid() throws IOException {
    assertThat(findings(Map.of("AUTH_REGISTRY_TOKENS", "none")))
        .singleElement()
        .asString()
        .contains("none-for-tests");
    assertThat(findings(Map.of("AUTH_REGISTRY_TOKENS", "oidc")))
        .singleElement()
        .asString()
        .contains("needs an identity provider");
    assertThat(findings(Map.of("AUTH_DNS_SERVER", "dns.example.com")))
        .singleElement()
        .asString()
        .contains("not an IP address");
    assertThat(findings(Map.of("AUTH_REALM", "a\"b"))).hasSize(1);
    assertThat(findings(Map.of("AUTH_RESOURCE_URL", "registry"))).hasSize(1);
    assertThat(
            TokenSettings.resolve(
                    load("auth: {registryTokens: {grants: [{publish: [com.example]}, {}]}}"))
                .findings())
        .hasSize(4);
    assertThat(
            TokenSettings.warnings(
                Settings.load(
                    Map.of(), Map.of("AUTH_REGISTRY_TOKENS", "none-for-tests"), directory)))
        .hasSize(1);
  }

  private List<String> findings(Map<String, String> environment) {
    return TokenSettings.resolve(Settings.load(Map.of(), new HashMap<>(environment), directory))
        .findings()
        .stream()
        .map(Finding::sentence)
        .toList();
  }

  private Settings load(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), yaml);
    return Settings.load(Map.of(Setting.CONFIG, file.toString()), Map.of(), directory);
  }
}
