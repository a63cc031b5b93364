package dev.cartulary.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDns;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Registry tokens, from the exchange to the stored key, on a database of each engine. */
abstract class TokenContract extends ServerContract {

  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("NullAway.Init") // made in prepare()
  private TestIssuer issuer;

  @SuppressWarnings("NullAway.Init") // made in prepare()
  private TestDns dns;

  TokenContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected void prepare() throws Exception {
    issuer = TestIssuer.start();
    dns = new TestDns();
  }

  @AfterAll
  void stopOthers() {
    if (dns != null) {
      dns.close();
    }
    if (issuer != null) {
      issuer.close();
    }
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("AUTH_MODE", "both", "DEFAULT_PASSWORD", "Adm1n-of-tokens");
  }

  @Override
  protected List<String> arguments() throws IOException {
    return List.of("--config", configuration().toString());
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        Program.emptyDirectory().resolve("cartulary.yaml"),
        """
        sources:
          - name: sample
            file: {path: '%s'}
        registries:
          - name: default
            sources: [sample]
          - name: known
            sources: [sample]
            public: false
          - name: release
            sources: [sample]
            claims: {groups: [release]}
        auth:
          mode: both
          authz:
            roles:
              editor:
                - groups: [release]
              manageSources:
                - groups: [sources]
          oauth:
            resourceUrl: https://registry.example.com/catalog
            providers:
              - name: sso
                issuerUrl: %s
                audience: %s
                allowPrivateIP: true
          registryTokens:
            methods: oidc, dns, http, none-for-tests, github-at, github-oidc
            dnsServer: %s
            blockedNamespaces: example.blocked
            github:
              clientId: Iv1.test
              apiUrl: %s/api/v3
              oidcIssuer: %s
              oidcAudience: https://registry.example.com
              allowPrivateIP: true
            grants:
              - claims: {groups: [release]}
                publish: [com.example/*]
                edit: [com.example/*]
              - claims: {groups: [nobody]}
                publish: ['*']
        """
            .formatted(
                Path.of("deploy/sample/catalog.json").toAbsolutePath(),
                issuer.url(),
                TestIssuer.AUDIENCE,
                dns.setting(),
                issuer.url(),
                issuer.url()));
  }

  @Test
  void whoGivesTokensToEverybodyIsWarned() {
    assertThat(server.output()).contains("none-for-tests: everybody gets a registry token");
  }

  @Test
  void aTokenOfAProviderIsACredentialWithRolesAndMetadataOfItsOwn() throws IOException {
    Map<String, Object> claims = issuer.claims(Instant.now());
    String release = "Bearer " + issuer.token(claims);
    JsonNode me = JSON.readTree(server.get("/v1/me", "Authorization", release).body());
    assertThat(me.get("kind").asText()).isEqualTo("token");
    assertThat(me.get("id").asText()).isEqualTo("jane-1@sso");
    assertThat(me.get("roles")).extracting(JsonNode::asText).containsExactly("editor");
    String own = "/v1/metadata/user:jane-1@sso/k";
    HttpResponse<String> put =
        server.send("PUT", own, "{\"value\":\"v\"}", "Authorization", release);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    assertRefused(server.get("/v1/users", "Authorization", release), 403, "users:manage");
    assertRefused(server.get("/v1/me/sessions", "Authorization", release), 403, "Only users");
    claims.put("groups", List.of("sales"));
    String sales = "Bearer " + issuer.token(claims);
    assertRefused(server.get(own, "Authorization", sales), 403, "metadata:own");
  }

  @Test
  void aRoleOfToolHiveManagesWhatItsNameSays() throws IOException {
    Map<String, Object> claims = issuer.claims(Instant.now());
    claims.put("groups", List.of("sources"));
    String token = "Bearer " + issuer.token(claims);
    JsonNode me = JSON.readTree(server.get("/v1/me", "Authorization", token).body());
    assertThat(me.get("roles")).extracting(JsonNode::asText).containsExactly("manageSources");
    assertThat(me.get("permissions"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "apikeys:own", "metadata:own", "metadata:reveal-own", "sources:manage");
    HttpResponse<String> put =
        server.send("PUT", "/v1/sources/mine", "{\"managed\":{}}", "Authorization", token);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    assertRefused(
        server.send(
            "PUT", "/v1/registries/mine", "{\"sources\":[\"mine\"]}", "Authorization", token),
        403,
        "registries:manage");
    assertRefused(server.get("/v1/entries", "Authorization", token), 403, "entries:manage");
  }

  @Test
  void aRegistryIsShownToTheTokensThatItAsksFor() {
    Map<String, Object> claims = issuer.claims(Instant.now());
    String release = "Bearer " + issuer.token(claims);
    String kept = "/registry/release/v0.1/servers?limit=1";
    assertThat(server.get(kept, "Authorization", release).statusCode()).isEqualTo(200);
    HttpResponse<String> nobody = server.get(kept);
    assertRefused(nobody, 401, "not public");
    assertThat(nobody.headers().firstValue("WWW-Authenticate"))
        .contains(
            "Bearer realm=\"mcp-registry\", resource_metadata=\"https://registry.example.com"
                + "/.well-known/oauth-protected-resource/catalog\"");
    claims.put("groups", List.of("sales"));
    String sales = "Bearer " + issuer.token(claims);
    assertRefused(server.get(kept, "Authorization", sales), 404, "Registry release does not exist");
  }

  @Test
  void aTokenForSomebodyElseIsRefusedAndCounted() {
    Map<String, Object> claims = issuer.claims(Instant.now());
    claims.put("groups", List.of("sales"));
    claims.put("aud", "somebody-else");
    HttpResponse<String> stray =
        server.get("/v0.1/servers", "Authorization", "Bearer " + issuer.token(claims));
    assertRefused(stray, 401, "another audience");
    assertThat(stray.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("error=\"invalid_token\"");
    assertThat(server.get("/q/metrics").body())
        .contains("cartulary_token_refusals_total")
        .contains("reason=\"wrong_audience\"");
  }

  @Test
  void aRegistryTokenIsNobodyForReading() throws IOException {
    String provider = issuer.token(issuer.claims(Instant.now()));
    Map<String, Object> workflow = issuer.claims(Instant.now());
    workflow.put("aud", "https://registry.example.com");
    workflow.put("repository_owner", "acme");
    for (JsonNode exchanged :
        List.of(
            exchanged(server, "oidc", body(provider)),
            exchanged(server, "github-oidc", body(issuer.token(workflow))),
            exchanged(server, "none", null))) {
      String token = "Bearer " + exchanged.get("registry_token").asText();
      for (String path :
          List.of(
              "/registry/known/v0.1/servers",
              "/v1/me",
              "/v1/roles",
              "/v1/permissions",
              "/v1/teams",
              "/v1/users",
              "/v1/metadata/system:global")) {
        HttpResponse<String> answer = server.get(path, "Authorization", token);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(401);
      }
      assertThat(server.get("/v0.1/servers", "Authorization", token).statusCode()).isEqualTo(200);
      HttpResponse<String> own = server.get("/v1/me/namespaces", "Authorization", token);
      assertThat(own.body()).contains("/*");
    }
    String known = "/registry/known/v0.1/servers";
    assertThat(server.get(known, "Authorization", "Bearer " + provider).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRegistryTokenIsGivenForATokenOfAProvider() throws Exception {
    String token = issuer.token(issuer.claims(Instant.now()));
    JsonNode answer = exchanged(server, "oidc", body(token));
    long now = Instant.now().getEpochSecond();
    assertThat(answer.get("expires_at").asLong()).isBetween(now + 200, now + 301);
    JsonNode payload = payload(answer);
    assertThat(payload.get("auth_method").asText()).isEqualTo("oidc");
    assertThat(payload.get("auth_method_sub").asText()).isEqualTo("jane-1");
    assertThat(payload.get("exp").asLong()).isEqualTo(answer.get("expires_at").asLong());
    assertThat(
            JSON.readTree(
                """
                [{"action":"publish","resource":"com.example/*"},
                 {"action":"edit","resource":"com.example/*"}]\
                """))
        .isEqualTo(payload.get("permissions"));
    assertThat(server.output()).doesNotContain(token);
  }

  @Test
  void noRegistryTokenIsGivenForWrongTokensOfAProvider() {
    Map<String, Object> claims = issuer.claims(Instant.now());
    claims.put("groups", List.of("sales"));
    assertRefused(
        server.send("POST", "/v0.1/auth/oidc", body(issuer.token(claims))), 401, "no grant");
    claims.put("aud", "somebody-else");
    assertRefused(
        server.send("POST", "/v0.1/auth/oidc", body(issuer.token(claims))), 401, "audience");
    assertRefused(server.send("POST", "/v0.1/auth/oidc", body("x.y.z")), 401, "neither a signed");
    assertRefused(server.send("POST", "/v0.1/auth/oidc", "{}"), 401, "oidc_token");
  }

  @Test
  void everybodyGetsATokenForTestsInANamespaceOfItsOwn() throws Exception {
    JsonNode none = payload(exchanged(server, "none", null));
    assertThat(none.get("auth_method").asText()).isEqualTo("none");
    assertThat(none.at("/permissions/0/resource").asText())
        .isEqualTo("io.modelcontextprotocol.anonymous/*");
  }

  private static String body(String token) {
    return "{\"oidc_token\":\"" + token + "\"}";
  }

  @Test
  void aRegistryTokenIsGivenForTheProofOfADomain() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    dns.put("example.com", "v=spf1 -all", record(pair));
    JsonNode payload = payload(exchanged(server, "dns", proof("Example.com", pair)));
    assertThat(payload.get("auth_method").asText()).isEqualTo("dns");
    assertThat(payload.get("auth_method_sub").asText()).isEqualTo("example.com");
    assertThat(payload.at("/permissions/0/resource").asText()).isEqualTo("com.example/*");
    assertThat(payload.at("/permissions/1/resource").asText()).isEqualTo("com.example.*/*");
  }

  @Test
  void wrongProofsOfADomainAreRefused() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    dns.put("other.example", record(other));
    assertRefused(
        server.send("POST", "/v0.1/auth/dns", proof("other.example", pair)), 401, "another key");
    assertRefused(
        server.send("POST", "/v0.1/auth/dns", proof("missing.example", pair)), 401, "no key");
    assertRefused(
        server.send("POST", "/v0.1/auth/http", proof("host.invalid", pair)),
        401,
        "cannot be fetched");
    assertRefused(server.send("POST", "/v0.1/auth/http", proof("127.0.0.1", pair)), 401, "domain");
    assertRefused(server.send("POST", "/v0.1/auth/dns", "{}"), 401, "body.timestamp");
  }

  @Test
  void whyADomainProvesNothingIsSaidSoThatItsOwnerCanMendIt() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    dns.put("broken.example", "v=MCPv1; k=ed25519; p=AAAA");
    assertRefused(
        server.send("POST", "/v0/auth/dns", proof("broken.example", pair)), 401, "32 bytes");
    dns.put("_mcp-auth.misplaced.example", record(pair));
    assertRefused(
        server.send("POST", "/v0/auth/dns", proof("misplaced.example", pair)),
        401,
        "in those of _mcp-auth.misplaced.example");
    dns.put("stale.example", record(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()));
    JsonNode refusal =
        JSON.readTree(server.send("POST", "/v0/auth/dns", proof("stale.example", pair)).body());
    assertThat(refusal.at("/errors/0/message").asText()).contains("which are ed25519:");
    dns.put("blocked.example", record(pair));
    assertRefused(
        server.send("POST", "/v0/auth/dns", proof("blocked.example", pair)),
        401,
        "your namespace is blocked");
  }

  @Test
  void tokensAreGivenUnderEveryPrefix() throws Exception {
    for (String prefix : List.of("/v0", "/v0.1", "/registry/known/v0", "/registry/release/v0.1")) {
      HttpResponse<String> answer = server.send("POST", prefix + "/auth/none", null);
      assertThat(answer.statusCode()).as(prefix + answer.body()).isEqualTo(200);
      assertThat(JSON.readTree(server.get(prefix + "/health").body()))
          .isEqualTo(JSON.readTree("{\"status\":\"ok\",\"github_client_id\":\"Iv1.test\"}"));
      assertThat(server.get(prefix + "/ping").body()).isEqualTo("{\"pong\":true}");
      assertThat(
              JSON.readTree(server.get(prefix + "/version").body()).get("idempotency_key_lifetime"))
          .isNotNull();
    }
  }

  @Test
  void aUserOfGitHubMayPublishUnderTheirNameAndThatOfTheirOrganisations() throws Exception {
    issuer.answerWith("/api/v3/user", 200, "{\"login\":\"Alice\",\"id\":7}");
    String orgs = "/api/v3/user/memberships/orgs";
    issuer.answerWith(
        orgs,
        200,
        """
        [{"state":"active","role":"admin","organization":{"login":"acme"}},
         {"state":"active","role":"member","organization":{"login":"other"}}]
        """);
    JsonNode payload = payload(exchanged(server, "github-at", "{\"github_token\":\"gho_1\"}"));
    assertThat(payload.get("auth_method").asText()).isEqualTo("github-at");
    assertThat(payload.get("auth_method_sub").asText()).isEqualTo("Alice");
    assertThat(payload.get("permissions").findValuesAsText("resource"))
        .containsExactly("io.github.Alice/*", "io.github.acme/*");
    assertThat(payload.get("permissions").findValuesAsText("action"))
        .containsExactly("publish", "publish");
    issuer.answerWith(orgs, 403, "{}"); // a token that may not see them
    payload = payload(exchanged(server, "github-at", "{\"github_token\":\"gho_1\"}"));
    assertThat(payload.get("permissions").findValuesAsText("resource"))
        .containsExactly("io.github.Alice/*");
    issuer.answerWith("/api/v3/user", 401, "{}");
    assertRefused(
        server.send("POST", "/v0/auth/github-at", "{\"github_token\":\"gho_2\"}"),
        401,
        "GitHub does not accept the token");
    issuer.answerWith("/api/v3/user", 500, "{}");
    assertRefused(
        server.send("POST", "/v0/auth/github-at", "{\"github_token\":\"gho_2\"}"),
        401,
        "cannot be asked");
    assertRefused(server.send("POST", "/v0/auth/github-at", "{}"), 401, "body.github_token");
    assertThat(server.output()).doesNotContain("gho_1", "gho_2");
  }

  @Test
  void aWorkflowOfGitHubMayPublishUnderTheNameOfItsRepositorysOwner() throws Exception {
    Map<String, Object> claims = issuer.claims(Instant.now());
    claims.put("aud", "https://registry.example.com");
    claims.put("repository_owner", "acme");
    JsonNode payload = payload(exchanged(server, "github-oidc", body(issuer.token(claims))));
    assertThat(payload.get("auth_method").asText()).isEqualTo("github-oidc");
    assertThat(payload.get("permissions").findValuesAsText("resource"))
        .containsExactly("io.github.acme/*");
    String path = "/registry/default/v0/auth/github-oidc";
    claims.put("repository_owner", "a/b");
    assertRefused(server.send("POST", path, body(issuer.token(claims))), 401, "whose it is");
    claims.remove("repository_owner");
    assertRefused(server.send("POST", path, body(issuer.token(claims))), 401, "whose it is");
    claims.put("aud", "somebody-else");
    assertRefused(server.send("POST", path, body(issuer.token(claims))), 401, "audience");
    claims.put("iss", "https://elsewhere.example");
    assertRefused(server.send("POST", path, body(issuer.token(claims))), 401, "issuer");
    assertRefused(server.send("POST", path, body("x")), 401, "neither a signed");
  }

  @Test
  void clientsAreToldWhereTheyGetTokens() throws IOException {
    String path = "/.well-known/oauth-protected-resource";
    for (String known : List.of(path, path + "/catalog")) {
      assertThat(JSON.readTree(server.get(known).body()))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"resource": "https://registry.example.com/catalog",
                   "authorization_servers": ["%s"], "bearer_methods_supported": ["header"]}
                  """
                      .formatted(issuer.url())));
    }
    assertThat(server.get(path + "/other").statusCode()).isEqualTo(404);
  }

  @Test
  void anotherProcessSignsWithTheSameKeyAlsoOnceItIsUnderAnotherDataKey() throws Exception {
    String token = issuer.token(issuer.claims(Instant.now()));
    String key = verifiedKey(exchanged(server, "oidc", body(token)));
    assertThat(verifiedKey(exchanged(server, "none", null))).isEqualTo(key);
    String stored = Sql.text(database, "SELECT private_key FROM signing_key");
    assertThat(stored).startsWith("c1.");
    String former = Sql.text(database, "SELECT data_key FROM signing_key");
    Map<String, String> environment = environment();
    String config = configuration().toString();
    assertThat(Program.run(environment, "key", "rotate", "--config", config).exitCode()).isZero();
    assertThat(Sql.text(database, "SELECT data_key FROM signing_key")).isNotEqualTo(former);
    environment.put("AUTH_REGISTRY_TOKENS", "none-for-tests");
    try (Program other = Program.start(environment, "--config", config)) {
      assertThat(verifiedKey(exchanged(other, "none", null))).isEqualTo(key);
      assertRefused(other.send("POST", "/v0.1/auth/dns", "{}"), 404, "by the method dns");
    }
    assertThat(Sql.number(database, "SELECT COUNT(*) FROM signing_key")).isEqualTo(1);
  }

  private static JsonNode exchanged(Program server, String method, @Nullable String body)
      throws IOException {
    HttpResponse<String> answer = server.send("POST", "/v0.1/auth/" + method, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    return JSON.readTree(answer.body());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
  }

  /** The payload of the token in an answer, its signature verified with the stored key. */
  private JsonNode payload(JsonNode answer) throws Exception {
    verifiedKey(answer);
    return JSON.readTree(decoded(parts(answer)[1]));
  }

  /** The name of the key that signed the token in an answer, verified with the stored key. */
  private String verifiedKey(JsonNode answer)
      throws GeneralSecurityException, IOException, SQLException {
    String[] parts = parts(answer);
    JsonNode header = JSON.readTree(decoded(parts[0]));
    assertThat(header.get("alg").asText()).isEqualTo("EdDSA");
    String stored = Sql.text(database, "SELECT public_key FROM signing_key");
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(stored)));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(decoded(parts[2]))).isTrue();
    return header.get("kid").asText();
  }

  private static String[] parts(JsonNode answer) {
    return answer.get("registry_token").asText().split("\\.", -1);
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static String record(KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return "v=MCPv1; k=ed25519; p=" + Base64.getEncoder().encodeToString(key);
  }

  private static String proof(String domain, KeyPair pair) throws GeneralSecurityException {
    String now = Instant.now().toString();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(now.getBytes(StandardCharsets.UTF_8));
    return """
    {"domain":"%s","timestamp":"%s","signed_timestamp":"%s"}\
    """
        .formatted(domain, now, HexFormat.of().formatHex(signature.sign()));
  }
}
