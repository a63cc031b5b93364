package dev.cartulary.registry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.registry.publish.McpPublisher.Reply;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDns;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Publishing, on a database of each engine; each test has names of its own. */
abstract class PublishContract extends ServerContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";

  @SuppressWarnings("NullAway.Init") // made in prepare()
  private TestIssuer issuer;

  @SuppressWarnings("NullAway.Init") // made in prepare()
  private TestDns dns;

  private List<String> configuration = List.of();

  PublishContract(TestEngine engine) {
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
    return Map.of(
        "AUTH_MODE", "both", "DEFAULT_PASSWORD", "Adm1n-of-publishing", "PUBLISH_DELETE", "true");
  }

  @Override
  protected List<String> arguments() throws IOException {
    Path file = Program.emptyDirectory().resolve("cartulary.yaml");
    Files.writeString(
        file,
        """
        sources:
          - name: published
            managed: {}
          - name: team-published
            managed: {}
          - name: sample
            file: {path: '%s'}
        registries:
          - name: default
            sources: [published, sample]
          - name: team
            sources: [team-published]
            public: false
          - name: covered
            sources: [sample, published]
          - name: files
            sources: [sample]
        auth:
          mode: both
          authz:
            roles:
              admin:
                - groups: [administrators]
          oauth:
            providers:
              - name: sso
                issuerUrl: %s
                audience: %s
                allowPrivateIP: true
          registryTokens:
            methods: oidc, dns, http, none-for-tests, github-at, github-oidc
            dnsServer: %s
            github:
              clientId: Iv1.test
              apiUrl: %s/api/v3
              oidcIssuer: %s
              oidcAudience: mcp-registry
              allowPrivateIP: true
            grants:
              - claims: {groups: [release]}
                publish: ['*']
                edit: ['*']
        """
            .formatted(
                Path.of("deploy/sample/catalog.json").toAbsolutePath(),
                issuer.url(),
                TestIssuer.AUDIENCE,
                dns.setting(),
                issuer.url(),
                issuer.url()));
    configuration = List.of("--config", file.toString());
    return configuration;
  }

  // --- what the tests send

  private static String document(String name, String version, String... more) {
    return "{\"$schema\":\""
        + SCHEMA
        + "\",\"name\":\""
        + name
        + "\",\"description\":\"It does \\u003cwhat\\u003e it does\",\"version\":\""
        + version
        + "\""
        + String.join("", more)
        + "}";
  }

  private static String remote(String url) {
    return ",\"remotes\":[{\"type\":\"streamable-http\",\"url\":\"" + url + "\"}]";
  }

  private String token() {
    Reply login =
        new McpPublisher(server.port(), "").loginOidc(issuer.token(issuer.claims(Instant.now())));
    assertThat(login.status()).as(login.body()).isEqualTo(200);
    return login.json().get("registry_token").asText();
  }

  private HttpResponse<String> send(
      String token, String method, String path, @Nullable String body, String... headers) {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + token));
    all.addAll(List.of(headers));
    return server.send(method, path, body, all.toArray(String[]::new));
  }

  private HttpResponse<String> publish(String token, String document) {
    return send(token, "POST", "/v0.1/publish", document);
  }

  private void published(String token, String name, String version, String... more) {
    HttpResponse<String> answer = publish(token, document(name, version, more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String path(String name) {
    return "/v0.1/servers/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static String path(String name, String version) {
    return path(name) + "/versions/" + URLEncoder.encode(version, StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }

  private static JsonNode official(JsonNode answer) {
    return answer.at("/_meta/io.modelcontextprotocol.registry~1official");
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  private String latest(String name) {
    return json(server.get(path(name, "latest"))).at("/server/version").asText();
  }

  // --- mcp-publisher

  @Test
  void mcpPublisherLogsInAndPublishesToTheDefaultRegistryAndANamedOne() throws Exception {
    for (String base : List.of("", "/registry/team", "/registry/default")) {
      String name = "io.modelcontextprotocol.anonymous/tool" + base.replace('/', '-');
      McpPublisher publisher = new McpPublisher(server.port(), base);
      Reply login = publisher.loginNone();
      assertThat(login.status()).as(login.body()).isEqualTo(200);
      assertThat(login.json().get("expires_at").asLong())
          .isGreaterThan(Instant.now().getEpochSecond());
      String token = login.json().get("registry_token").asText();
      Reply published = publisher.publish(token, document(name, "1.0.0+build/1"));
      assertThat(published.status()).as(published.body()).isEqualTo(200);
      assertThat(published.json().at("/server/name").asText()).isEqualTo(name);
      assertThat(published.json().at("/server/version").asText()).isEqualTo("1.0.0+build/1");
      assertThat(official(published.json()).get("isLatest").asBoolean()).isTrue();
      String reader = base.endsWith("team") ? issuer.token(issuer.claims(Instant.now())) : token;
      Reply version = publisher.version(reader, name, "1.0.0+build/1");
      assertThat(version.status()).as(version.body()).isEqualTo(200);
      assertThat(official(version.json()).get("status").asText()).isEqualTo("active");
      assertThat(publisher.status(token, name, "1.0.0+build/1", "deprecated", "use two").status())
          .isEqualTo(200);
      version = publisher.version(reader, name, "1.0.0+build/1");
      assertThat(official(version.json()).get("status").asText()).isEqualTo("deprecated");
      assertThat(official(version.json()).get("statusMessage").asText()).isEqualTo("use two");
      assertThat(publisher.publish(token, document(name, "2.0.0")).status()).isEqualTo(200);
      Reply all = publisher.versions(reader, name);
      assertThat(all.json().get("servers")).hasSize(2);
      Reply deleted = publisher.statusOfAll(token, name, "deleted", null);
      assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
      assertThat(deleted.json().get("updatedCount").asInt()).isEqualTo(2);
      assertThat(publisher.versions(reader, name).json().get("servers")).hasSize(2);
    }
  }

  @Test
  void mcpPublisherIsLedToValidateByAnInvalidDocument() {
    McpPublisher publisher = new McpPublisher(server.port(), "/registry/default");
    String token = publisher.loginNone().json().get("registry_token").asText();
    String wrong = document("io.modelcontextprotocol.anonymous/wrong", "^1.0.0");
    Reply refused = publisher.publish(token, wrong);
    assertThat(refused.status()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Failed to publish server, invalid schema: call /validate for details");
    Reply validation = publisher.validate(wrong);
    assertThat(validation.status()).as(validation.body()).isEqualTo(200);
    assertThat(validation.json().get("valid").asBoolean()).isFalse();
    JsonNode issue = validation.json().at("/issues/0");
    assertThat(issue.get("type").asText()).isEqualTo("semantic");
    assertThat(issue.get("path").asText()).isEqualTo("version");
    assertThat(issue.get("severity").asText()).isEqualTo("error");
    assertThat(issue.get("reference").asText()).isEqualTo("version-looks-like-range");
    Reply right = publisher.validate(document("io.modelcontextprotocol.anonymous/right", "1.0.0"));
    assertThat(right.body()).isEqualTo("{\"valid\":true,\"issues\":[]}");
  }

  @Test
  void mcpPublisherLogsInByDns() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] key = pair.getPublic().getEncoded();
    dns.put(
        "publisher.example",
        "v=MCPv1; k=ed25519; p="
            + Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(key, key.length - 32, key.length)));
    McpPublisher publisher = new McpPublisher(server.port(), "");
    String now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    Reply login = publisher.loginByDomain("dns", "publisher.example", now, signed(pair, now));
    assertThat(login.status()).as(login.body()).isEqualTo(200);
    String token = login.json().get("registry_token").asText();
    assertThat(publisher.publish(token, document("example.publisher/tool", "1.0.0")).status())
        .isEqualTo(200);
    Reply foreign = publisher.publish(token, document("example.other/tool", "1.0.0"));
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.body())
        .contains("You have permission to publish: example.publisher.*/*, example.publisher/*")
        .contains("Attempting to publish: example.other/tool");
    // A proof of a domain is good for publishing, not for editing.
    HttpResponse<String> edit =
        send(
            token,
            "PUT",
            path("example.publisher/tool", "1.0.0"),
            document("example.publisher/tool", "1.0.0"));
    assertRefused(edit, 403, "edit permissions");
  }

  @Test
  void mcpPublisherLogsInByGitHub() {
    for (String base : List.of("", "/registry/team")) {
      McpPublisher publisher = new McpPublisher(server.port(), base);
      assertThat(publisher.health().json().get("github_client_id").asText()).isEqualTo("Iv1.test");
      issuer.answerWith("/api/v3/user", 200, "{\"login\":\"Alice\"}");
      issuer.answerWith("/api/v3/user/memberships/orgs", 200, "[]");
      String user = publisher.loginGitHub("gho_1").json().get("registry_token").asText();
      Reply published = publisher.publish(user, document("io.github.Alice/tool", "1.0.0"));
      assertThat(published.status()).as(published.body()).isEqualTo(200);
      Reply other = publisher.publish(user, document("io.github.alice/tool", "1.0.0"));
      assertThat(other.status()).isEqualTo(403);
      assertThat(other.body()).contains("GitHub organization");
      Map<String, Object> claims = issuer.claims(Instant.now());
      claims.put("aud", "mcp-registry");
      claims.put("repository_owner", "acme");
      Reply login = publisher.loginGitHubOidc(issuer.token(claims));
      assertThat(login.status()).as(login.body()).isEqualTo(200);
      String workflow = login.json().get("registry_token").asText();
      assertThat(publisher.publish(workflow, document("io.github.acme/tool", "1.0.0")).status())
          .isEqualTo(200);
    }
  }

  @Test
  void mcpPublisherIsToldWhyALoginFails() {
    McpPublisher publisher = new McpPublisher(server.port(), "");
    Reply login =
        publisher.loginByDomain("http", "host.invalid", Instant.now().toString(), "00".repeat(64));
    assertThat(login.status()).isEqualTo(401);
    assertThat(login.json().at("/errors/0/message").asText()).contains("cannot be fetched");
  }

  private static String signed(KeyPair pair, String text) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(signature.sign());
  }

  // --- publish

  @Test
  void whatWasPublishedIsReadAsItWasSent() {
    String token = token();
    String document =
        document(
            "com.example.kept/tool",
            "1.0.0",
            ",\"repository\":{},\"websiteUrl\":\"\",\"_meta\":{\"evil\":1,"
                + "\"io.modelcontextprotocol.registry/publisher-provided\":{\"n\":1.50},"
                + "\"io.modelcontextprotocol.registry/official\":{\"status\":\"deleted\"}}");
    HttpResponse<String> answer =
        publish(token, "\n " + document.replace(",\"version\"", " ,\n \"version\""));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String stored =
        document.replaceAll("\"_meta\":\\{.*}}", "")
            + "\"_meta\":{\"io.modelcontextprotocol.registry/publisher-provided\":{\"n\":1.50}}}";
    assertThat(answer.body()).contains("\"server\":" + stored.replace("}\"_meta", "\"_meta"));
    HttpResponse<String> read = server.get(path("com.example.kept/tool", "1.0.0"));
    assertThat(json(read).get("server")).isEqualTo(json(answer).get("server"));
    assertThat(server.get("/v0.1/servers?search=com.example.kept").body())
        .contains("com.example.kept/tool");
  }

  @Test
  void theChecksComeInTheirOrder() {
    String token = token();
    String name = "com.example.order/tool";
    assertRefused(
        server.send("POST", "/v0.1/publish", document(name, "1.0.0")), 401, "unauthenticated");
    assertRefused(
        server.send(
            "POST", "/v0.1/publish", document(name, "1.0.0"), "Authorization", "Basic eDp5"),
        401,
        "Bearer");
    assertRefused(
        server.send(
            "POST", "/v0.1/publish", document(name, "1.0.0"), "Authorization", "Bearer x.y.z"),
        401,
        "invalid_credentials");
    assertRefused(publish(token, "{"), 400, "invalid_json");
    HttpResponse<String> shape = publish(token, document(name, "1.0.0", ",\"extra\":1"));
    assertRefused(shape, 422, "unexpected property");
    assertThat(json(shape).at("/errors/0/location").asText()).isEqualTo("body.extra");
    assertThat(json(shape).at("/errors/0/value").asText()).isEqualTo("1");
    String large =
        ",\"_meta\":{\"io.modelcontextprotocol.registry/publisher-provided\":{\"x\":\""
            + "y".repeat(4090)
            + "\"}}";
    assertRefused(
        publish(token, document(name, "1.0.0", large)), 400, "exceeds 4KB limit (4098 bytes)");
    published(token, name, "1.0.0", remote("https://order.example/mcp"));
    HttpResponse<String> taken =
        publish(
            token,
            document("com.example.order/other", "1.0.0", remote("https://order.example/mcp")));
    assertRefused(taken, 400, "Failed to publish server");
    assertThat(json(taken).at("/errors/0/message").asText())
        .isEqualTo("remote URL https://order.example/mcp is already used by server " + name);
    assertRefused(
        publish(token, document(name, "1.0.0")),
        400,
        "invalid version: cannot publish duplicate version");
    send(token, "PATCH", path(name, "1.0.0") + "/status", "{\"status\":\"deleted\"}");
    assertRefused(publish(token, document(name, "1.0.0")), 400, "1.0.0 exists and is deleted");
    // The remote of a deleted version is free, and cannot be had back while another has it.
    published(token, "com.example.order/other", "1.0.0", remote("https://order.example/mcp"));
    assertRefused(
        send(token, "PATCH", path(name, "1.0.0") + "/status", "{\"status\":\"active\"}"),
        400,
        "already used by server com.example.order/other");
  }

  @Test
  void whereARegistryKeepsNothingThatIsSaid() {
    String token = token();
    String files = "/registry/files/v0.1/publish";
    assertRefused(
        send(token, "POST", files, document("com.example.where/tool", "1.0.0")),
        501,
        "has no managed source");
    assertRefused(
        send(token, "POST", "/registry/none/v0.1/publish", document("com.example.where/t2", "1")),
        404,
        "Registry none does not exist");
    String sample =
        json(server.get("/registry/files/v0.1/servers?limit=1"))
            .at("/servers/0/server/name")
            .asText();
    HttpResponse<String> covered =
        send(token, "POST", "/registry/covered/v0.1/publish", document(sample, "99.0.0"));
    assertRefused(covered, 409, "from its source sample");
  }

  @Test
  void theLatestVersionIsTheHighestThatIsNotDeleted() {
    String token = token();
    String name = "com.example.latest/tool";
    published(token, name, "1.0.0");
    published(token, name, "2.0.0-rc.2");
    assertThat(latest(name)).isEqualTo("2.0.0-rc.2");
    published(token, name, "2.0.0-rc.10");
    published(token, name, "1.5.0");
    assertThat(latest(name)).isEqualTo("2.0.0-rc.10");
    published(token, name, "2.0.0-rc.10+b"); // equal precedence: not later
    assertThat(latest(name)).isEqualTo("2.0.0-rc.10");
    published(token, name, "snapshot");
    assertThat(latest(name)).isEqualTo("2.0.0-rc.10");
    for (String version : List.of("2.0.0-rc.10", "2.0.0-rc.10+b", "2.0.0-rc.2")) {
      send(token, "PATCH", path(name, version) + "/status", "{\"status\":\"deleted\"}");
    }
    assertThat(latest(name)).isEqualTo("1.5.0");
    send(token, "PATCH", path(name) + "/status", "{\"status\":\"deleted\"}");
    assertThat(server.get(path(name, "latest")).statusCode()).isEqualTo(404);
    published(token, name, "0.9.0");
    assertThat(latest(name)).isEqualTo("0.9.0");
    send(token, "PATCH", path(name, "1.0.0") + "/status", "{\"status\":\"active\"}");
    assertThat(latest(name)).isEqualTo("1.0.0");
  }

  @Test
  void anEditKeepsWhatThePublisherDidNotSay() {
    String token = token();
    String name = "com.example.edit/tool";
    published(token, name, "1.0.0", remote("https://edit.example/a"));
    JsonNode before = official(json(server.get(path(name, "1.0.0"))));
    String path = path(name, "1.0.0");
    HttpResponse<String> edited =
        send(token, "PUT", path, document(name, "1.0.0", ",\"title\":\"New\""));
    assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
    assertThat(json(edited).at("/server/title").asText()).isEqualTo("New");
    JsonNode after = official(json(server.get(path)));
    for (String kept : List.of("publishedAt", "status", "statusChangedAt", "isLatest")) {
      assertThat(after.get(kept)).as(kept).isEqualTo(before.get(kept));
    }
    assertThat(after.get("updatedAt").asText()).isGreaterThan(before.get("updatedAt").asText());
    published(token, "com.example.edit/other", "1.0.0", remote("https://edit.example/a"));
    assertRefused(
        send(token, "PUT", path, document(name, "1.0.0", remote("https://edit.example/a"))),
        400,
        "already used by server com.example.edit/other");
    assertRefused(
        send(token, "PUT", path, document("com.example.edit/x2", "1.0.0")), 400, "Cannot rename");
    assertRefused(send(token, "PUT", path, document(name, "1.0.1")), 400, "must match URL path");
    assertRefused(
        send(token, "PUT", path, document(name, "1.0.0", ",\"title\":\" \"")), 422, "/validate");
    assertRefused(
        send(token, "PUT", path(name, "latest"), document(name, "latest")),
        404,
        "Server not found");
    send(token, "PATCH", path + "/status", "{\"status\":\"deleted\"}");
    assertRefused(send(token, "PUT", path, document(name, "1.0.0")), 404, "Server not found");
  }

  @Test
  void aStatusChangesOnlyWhereSomethingChanges() {
    String token = token();
    String name = "com.example.status/tool";
    published(token, name, "1.0.0");
    String path = path(name, "1.0.0") + "/status";
    assertRefused(
        send(token, "PATCH", path, "{\"status\":\"active\"}"), 400, "No changes to apply: status");
    assertRefused(
        send(token, "PATCH", path, "{\"status\":\"active\",\"statusMessage\":\"x\"}"),
        400,
        "status_message cannot be provided when setting status to active");
    assertRefused(send(token, "PATCH", path, "{\"status\":\"gone\"}"), 422, "Invalid status");
    assertRefused(send(token, "PATCH", path, "{}"), 422, "body.status");
    assertRefused(
        send(
            token,
            "PATCH",
            path,
            "{\"status\":\"deprecated\",\"statusMessage\":\"" + "x".repeat(501) + "\"}"),
        422,
        "body.statusMessage");
    JsonNode first = status(token, path, "{\"status\":\"deprecated\",\"statusMessage\":\"old\"}");
    JsonNode second = status(token, path, "{\"status\":\"deprecated\"}"); // clears the message
    assertThat(second.has("statusMessage")).isFalse();
    assertThat(second.get("statusChangedAt")).isEqualTo(first.get("statusChangedAt"));
    assertThat(second.get("updatedAt").asText()).isGreaterThan(first.get("updatedAt").asText());
    assertThat(status(token, path, "{\"status\":\"active\"}").get("status").asText())
        .isEqualTo("active");
    assertRefused(
        send(token, "PATCH", path(name, "9.9.9") + "/status", "{\"status\":\"deleted\"}"),
        404,
        "Server version not found");
    assertRefused(
        send(
            token,
            "PATCH",
            path("com.example.status/none") + "/status",
            "{\"status\":\"deleted\"}"),
        404,
        "Server not found");
    assertRefused(
        send(token, "PATCH", path(name) + "/status", "{\"status\":\"active\"}"),
        400,
        "No changes to apply: all versions");
  }

  @Test
  void theStatusOfAllVersionsChangesAtOnceAndTheAnswerHasALimit() throws Exception {
    String token = token();
    String name = "com.example.all/tool";
    String large = ",\"websiteUrl\":\"https://all.example/" + "x".repeat(900_000) + "\"";
    for (int minor = 0; minor < 7; minor++) {
      published(token, name, "1." + minor + ".0", minor < 2 ? "" : large);
    }
    String path = path(name) + "/status";
    JsonNode all = json(send(token, "PATCH", path, "{\"status\":\"deprecated\"}"));
    assertThat(all.path("updatedCount").asInt()).isEqualTo(7);
    assertThat(all.at("/servers/0/server/version").asText()).isEqualTo("1.6.0");
    assertThat(all.path("servers")).hasSize(4);
    assertThat(
            Sql.number(
                database,
                "SELECT COUNT(*) FROM entry WHERE status = 'deprecated' AND name = '" + name + "'"))
        .isEqualTo(7);
  }

  private JsonNode status(String token, String path, String body) {
    HttpResponse<String> answer = send(token, "PATCH", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return official(json(answer));
  }

  private String tokenOf(String group) {
    Map<String, Object> claims = issuer.claims(Instant.now());
    claims.put("groups", List.of(group));
    return issuer.token(claims);
  }

  @Test
  void aTokenThatFitsTheClaimsOfANamePublishesAndReadsIt() {
    String administrator = tokenOf("administrators");
    String release = tokenOf("release");
    String sales = tokenOf("sales");
    String grant =
        "{\"namespace\":\"com.example.claims/*\",\"claim\":\"groups\",\"value\":\"release\"}";
    assertThat(send(administrator, "POST", "/v1/namespaces", grant).statusCode()).isEqualTo(201);
    String name = "com.example.claims/tool";
    String kept =
        "{\"server\":" + document(name, "1.0.0") + ",\"claims\":{\"groups\":[\"release\"]}}";
    assertRefused(send(release, "POST", "/v1/entries", kept), 403, "takes entries:manage");
    HttpResponse<String> made = send(administrator, "POST", "/v1/entries", kept);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

    String open = "{\"server\":" + document(name, "1.1.0") + "}";
    assertRefused(send(sales, "POST", "/v1/entries", open), 403, "do not have permission");
    assertThat(send(release, "POST", "/v1/entries", open).statusCode()).isEqualTo(201);
    assertRefused(publish(sales, document(name, "1.2.0")), 403, "do not have permission");
    published(release, name, "1.2.0");
    String edit = document(name, "1.2.0", ",\"title\":\"New\"");
    assertThat(send(release, "PUT", path(name, "1.2.0"), edit).statusCode()).isEqualTo(200);
    String elsewhere = "{\"source\":\"team-published\",\"server\":" + document(name, "1") + "}";
    assertRefused(send(release, "POST", "/v1/entries", elsewhere), 403, "takes entries:manage");

    for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
      String path = path(name, version);
      assertThat(send(release, "GET", path, null).statusCode()).as(version).isEqualTo(200);
      assertThat(send(administrator, "GET", path, null).statusCode()).isEqualTo(200);
      assertThat(send(sales, "GET", path, null).statusCode()).as(version).isEqualTo(404);
      assertThat(send(token(), "GET", path, null).statusCode()).as(version).isEqualTo(404);
      assertThat(server.get(path).statusCode()).as(version).isEqualTo(404);
    }
    String search = "/v0.1/servers?search=" + name;
    assertThat(send(release, "GET", search, null).body()).contains("1.2.0");
    assertThat(send(sales, "GET", search, null).body()).contains("\"count\":0");
  }

  @Test
  void aDeleteIsAStatusWhereItIsAllowed() {
    String token = token();
    published(token, "com.example.delete/tool", "1.0.0");
    HttpResponse<String> deleted =
        send(token, "DELETE", path("com.example.delete/tool", "1.0.0"), null);
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    assertThat(official(json(deleted)).get("status").asText()).isEqualTo("deleted");
    assertThat(server.get(path("com.example.delete/tool", "1.0.0")).statusCode()).isEqualTo(404);
  }

  @Test
  void aRequestWithAKeyIsCarriedOutOnce() {
    String token = token();
    String document = document("com.example.key/tool", "1.0.0");
    String[] key = {"Idempotency-Key", "\"publish-1\""};
    HttpResponse<String> first = send(token, "POST", "/v0.1/publish", document, key);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    HttpResponse<String> again = send(token, "POST", "/v0/publish", document, key);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertRefused(
        send(token, "POST", "/v0.1/publish", document("com.example.key/tool", "1.0.1"), key),
        422,
        "idempotency_key_reused");
  }

  @Test
  void theCommandsPublishAndChangeOnTheDatabaseAndOnAServer() throws Exception {
    String name = "com.example.command/tool";
    Path file = Program.emptyDirectory().resolve("server.json");
    Files.writeString(file, document(name, "1.0.0"));
    Program.Result local = command("server", "publish", file.toString());
    assertThat(local.stdout()).as(local.stderr()).contains("published " + name + " 1.0.0");
    assertThat(server.get(path(name, "1.0.0")).statusCode()).isEqualTo(200);
    assertThat(command("server", "publish", file.toString()).stderr())
        .contains("cannot publish duplicate version");
    Files.writeString(file, document(name, "2.0.0"));
    String url = "http://127.0.0.1:" + server.port();
    Program.Result remote = command("server", "publish", file.toString(), "--url", url);
    assertThat(remote.stdout()).as(remote.stderr()).contains("published " + name + " 2.0.0");
    assertThat(
            command("server", "status", name, "1.0.0", "--status", "deprecated", "--message", "old")
                .stdout())
        .contains(name + " 1.0.0: deprecated");
    assertThat(command("server", "delete", name, "2.0.0", "--url", url).stdout())
        .contains(name + " 2.0.0: deleted");
    assertThat(command("server", "list").stdout())
        .containsPattern("com\\.example\\.command/tool +1\\.0\\.0 +deprecated +true")
        .doesNotContain("2.0.0 ");
    assertThat(command("server", "get", name, "2.0.0", "--output", "json").stdout())
        .contains("\"status\" : \"deleted\"");
  }

  private Program.Result command(String... arguments) throws Exception {
    Map<String, String> environment = environment();
    environment.put("CARTULARY_TOKEN", token());
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(configuration);
    return Program.run(environment, all.toArray(String[]::new));
  }

  @Test
  void ofFiftyThatPublishOneVersionAtOnceOneWins() throws Exception {
    String token = token();
    String document = document("com.example.race/tool", "1.0.0");
    ExecutorService senders = Executors.newFixedThreadPool(50);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(senders.submit(() -> publish(token, document).statusCode()));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
      assertThat(statuses).filteredOn(status -> status == 400).hasSize(49);
    } finally {
      senders.shutdownNow();
    }
    assertThat(
            Sql.number(database, "SELECT COUNT(*) FROM entry WHERE name = 'com.example.race/tool'"))
        .isEqualTo(1);
    assertThat(
            Sql.number(
                database,
                "SELECT COUNT(*) FROM "
                    + Sql.EVENTS
                    + " WHERE action = 'entry_publish' AND target_id ="
                    + " 'com.example.race/tool'"))
        .isEqualTo(1);
  }
}
