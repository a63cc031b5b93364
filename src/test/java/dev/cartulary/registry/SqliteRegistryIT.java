package dev.cartulary.registry;

import static dev.cartulary.registry.RegistryClient.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and what HTTP makes of it whatever the engine is. */
class SqliteRegistryIT extends RegistryContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  SqliteRegistryIT() {
    super(TestEngine.SQLITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v0.1/servers?search=versions",
        "/v0.1/servers/com.example%2Fversions/versions",
        "/registry/team/v0.1/servers/com.example%2Fversions/versions/1.9.0"
      })
  void answersAreCompressedForWhoeverTakesThem(String path) throws Exception {
    HttpResponse<String> plain = server.get(path);
    HttpResponse<byte[]> packed = packed(server, path);
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(plain.body());
    }
    for (HttpResponse<?> answer : List.of(plain, packed)) {
      assertThat(answer.headers().firstValue("ETag"))
          .hasValueSatisfying(tag -> assertThat(tag).startsWith("W/\""));
      assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
    }
    assertThat(plain.headers().firstValue("ETag")).isEqualTo(packed.headers().firstValue("ETag"));
    assertThat(plain.headers().firstValue("Content-Encoding").orElse("identity"))
        .isEqualTo("identity");
  }

  /** The size of a compressed answer with a secret in it tells of the secret (BREACH). */
  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/me", "/v1/metadata/system:global", "/v1/auth/login", "/q/health/ready"})
  void nothingElseIsCompressed(String path) throws Exception {
    assertThat(packed(server, path).headers().firstValue("Content-Encoding").orElse("identity"))
        .isEqualTo("identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v0.1/servers/com.example", "/registry/team/v0.1/servers/com.example"})
  void aNameThatAProxyHasDecodedIsUnderstood(String base) {
    for (String rest : List.of("/versions", "/versions/latest", "/versions/1.9.0?x=y")) {
      HttpResponse<String> answer = server.get(base + "/versions" + rest);
      assertThat(answer.statusCode()).as(rest).isEqualTo(200);
      assertThat(answer.body()).contains("com.example/versions");
    }
    HttpResponse<String> absent = server.get(base + "/absent/versions/latest");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(parse(absent.body()).path("detail").asText()).contains("com.example/absent");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE,/v0.1/servers,'GET, HEAD, OPTIONS'",
    "POST,/v0.1/servers/a%2Fb/versions/latest,'GET, HEAD, PUT, DELETE, OPTIONS'",
    "PATCH,/registry/team/v0.1/servers/a/b/versions,'GET, HEAD, OPTIONS'",
    "GET,/v0.1/auth/none,'POST, OPTIONS'",
    "DELETE,/v0.1/health,'GET, HEAD, OPTIONS'",
    "GET,/v1/auth/login,'POST, OPTIONS'",
    "DELETE,/v1/users,'GET, HEAD, POST, OPTIONS'",
    "POST,/v1/metadata/system:global/a,'GET, HEAD, PUT, DELETE, OPTIONS'",
    "PUT,/.well-known/oauth-protected-resource/a/b,'GET, HEAD, OPTIONS'",
    "DELETE,/health,'GET, HEAD, OPTIONS'",
    "POST,/q/health/ready,'GET, HEAD, OPTIONS'",
    "DELETE,/q/metrics,'GET, HEAD, OPTIONS'",
    "PUT,/q/openapi,'GET, HEAD, OPTIONS'",
    "TRACK,/v0.1/servers,'GET, HEAD, OPTIONS'",
    "TRACK,/version,'GET, HEAD, OPTIONS'"
  })
  void aKnownPathSaysWhichMethodsItTakes(String method, String path, String methods) {
    HttpResponse<String> refused = server.send(method, path, null);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(405);
    assertThat(refused.headers().allValues("Allow")).containsExactly(methods);
    assertThat(parse(refused.body()).path("code").asText()).isEqualTo("method_not_allowed");
    assertThat(parse(refused.body()).path("detail").asText()).contains(methods);
    HttpResponse<String> asked = server.send("OPTIONS", path, null);
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(asked.headers().allValues("Allow")).containsExactly(methods);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "OPTIONS", "TRACK"})
  void anUnknownPathTakesNoMethod(String method) {
    assertThat(server.send(method, "/v0.1/nothing", null).statusCode()).isEqualTo(404);
    assertThat(server.send(method, "/nothing", null).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/readiness", "/version", "/v0.1/ping", "/q/health/live"})
  void statusPathsTakeHead(String path) {
    HttpResponse<String> answer = server.send("HEAD", path, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void pagesReadWhyATargetWasRefusedAndWhatAPathTakes() throws IOException {
    assertThat(raw("GET /v0.1/servers?search=a{b"))
        .startsWith("HTTP/1.1 400")
        .contains("Access-Control-Allow-Origin: *");
    assertThat(raw("GET /v0.1/servers?search=Ääpfel"))
        .startsWith("HTTP/1.1 200")
        .contains("org.other/x");
    HttpResponse<String> preflight =
        server.send(
            "OPTIONS",
            "/v0.1/auth/none",
            null,
            "Origin",
            "https://example.com",
            "Access-Control-Request-Method",
            "POST");
    assertThat(preflight.headers().allValues("Access-Control-Allow-Methods"))
        .containsExactly("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    HttpResponse<String> answer = server.get("/registry/nowhere/v0/servers");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("GET", "PATCH", "OPTIONS");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "Content-Type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/registry/team"})
  void bothVersionsOfTheApiAndEveryFormOfANameAnswerAlike(String registry) {
    String whole = server.get(registry + "/v0.1/servers").body();
    assertThat(server.get(registry + "/v0/servers").body()).isEqualTo(whole);
    String one =
        server.get(registry + "/v0.1/servers/com.example%2Fversions/versions/latest").body();
    for (String path :
        List.of(
            "/v0/servers/com.example%2Fversions/versions/latest",
            "/v0/servers/com.example/versions/versions/latest",
            "/v0.1/servers/com.example%2Fversions/latest",
            "/v0.1/servers/com.example%2Fversions/versions/1.10.0?include_deleted=true")) {
      assertThat(server.get(registry + path).body()).as(path).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v0.1/servers/,../servers",
    "/v0/servers/?limit=1,../servers?limit=1",
    "/registry/team/v0.1/servers/com.example%2Fboth/versions/,../versions"
  })
  void slashAtTheEndLeadsToThePathWithoutIt(String path, String target) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(308);
    assertThat(answer.headers().firstValue("Location")).hasValue(target);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
  }

  @ParameterizedTest
  @CsvSource({
    "/servers?limit=1,Did you mean /v0.1/servers?",
    "/v0.1/v0.1/servers,base URL without a path",
    "/v0.1/servers/v0.1/servers,base URL without a path",
    "/registry/team/servers,Did you mean /registry/team/v0.1/servers?",
    "/registry/team,/registry/team behind it",
    "/v0.1/servers/com.example%2Fboth,/versions/latest?"
  })
  void wrongBaseSaysWhichUrlToConfigure(String path, String hint) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(parse(answer.body()).path("detail").asText()).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/v0", "/v0.1", "/registry/team", "/registry/team/v0.1"})
  void otherRegistriesLearnWhatThisIs(String base) {
    HttpResponse<String> yaml = server.get(base + "/openapi.yaml");
    assertThat(yaml.statusCode()).isEqualTo(200);
    assertThat(yaml.body())
        .containsPattern("(?m)^  version: \"?1\\.0\\.0\"?$")
        .contains("https://github.com/modelcontextprotocol/registry");
    assertThat(parse(server.get(base + "/openapi.json").body()).path("info").path("version"))
        .hasToString("\"1.0.0\"");
    HttpResponse<String> page = server.get(base + "/docs");
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(
            URI.create("http://x" + base + "/docs")
                .resolve(page.headers().firstValue("Location").orElseThrow()))
        .hasToString("http://x/q/swagger-ui/");
  }

  @Test
  void headTellsWhatGetWouldWithoutTheBody() {
    for (String path : List.of("/v0.1/servers", "/v0/servers/com.example%2Fboth/versions/latest")) {
      HttpResponse<String> head = server.send("HEAD", path, null);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("ETag"))
          .isEqualTo(server.get(path).headers().firstValue("ETag"));
    }
  }

  private static HttpResponse<byte[]> packed(Program server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip, deflate").build(),
        BodyHandlers.ofByteArray());
  }

  private String raw(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
