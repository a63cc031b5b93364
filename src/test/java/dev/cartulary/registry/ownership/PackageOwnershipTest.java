package dev.cartulary.registry.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proofs of packages, at a small package registry that speaks for all. */
class PackageOwnershipTest {

  private static final String NAME = "com.example/weather";
  private static final String README = "# Weather\n\nmcp-name: com.example/weather\n";
  private static final String SHA = "\"fileSha256\":\"" + "a".repeat(64) + "\"";

  private record Canned(int status, String body, String location, String challenge) {}

  private final Map<String, Canned> canned = new ConcurrentHashMap<>();
  private HttpServer server;
  private String url;
  private PackageOwnership ownership;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    String authority = "127.0.0.1:" + server.getAddress().getPort();
    url = "http://" + authority;
    BaseUrls bases = new BaseUrls(List.of(url));
    ownership =
        new PackageOwnership(
            new OwnershipSettings(
                true,
                Set.of(authority),
                bases,
                bases,
                new BaseUrls(List.of(url + "/index.json")),
                bases,
                Map.of(authority, url),
                List.of(authority),
                List.of()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Canned answer = canned.getOrDefault(path, new Canned(404, "{}", "", ""));
    boolean challenged =
        !answer.challenge().isEmpty()
            && !"Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (challenged) {
      exchange.getResponseHeaders().add("WWW-Authenticate", answer.challenge());
      exchange.sendResponseHeaders(401, -1);
    } else {
      if (!answer.location().isEmpty()) {
        exchange.getResponseHeaders().add("Location", answer.location());
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
    exchange.close();
  }

  private void at(String path, int status, String body) {
    canned.put(path, new Canned(status, body, "", ""));
  }

  private Optional<String> problem(String type, String identifier, String... more) {
    String json =
        "{\"name\":\""
            + NAME
            + "\",\"packages\":[{\"registryType\":\""
            + type
            + "\",\"identifier\":\""
            + identifier
            + "\""
            + (more.length == 0 ? "" : "," + String.join(",", more))
            + "}]}";
    try {
      return ownership.problem(new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String version(String version) {
    return "\"version\":\"" + version + "\"";
  }

  @Test
  void anNpmPackageNamesItsServer() {
    at("/@example%2Fweather/1.0.0", 200, "{\"mcpName\":\"com.example/weather\"}");
    assertThat(problem("npm", "@example/weather", version("1.0.0"))).isEmpty();
    assertThat(problem("npm", "@example/weather", version("1.0.1")).orElseThrow())
        .startsWith("registry validation failed for package 0 (@example/weather): ")
        .contains("no version 1.0.1");
    at("/@example%2Fweather/2.0.0", 200, "{\"mcpName\":\"com.example/other\"}");
    assertThat(problem("npm", "@example/weather", version("2.0.0")).orElseThrow())
        .contains("is com.example/other, not com.example/weather");
    at("/@example%2Fweather/3.0.0", 200, "{}");
    assertThat(problem("npm", "@example/weather", version("3.0.0")).orElseThrow())
        .contains("add \"mcpName\"");
    assertThat(problem("npm", "x").orElseThrow()).contains("must have a version");
    assertThat(problem("npm", "x", version("1"), SHA).orElseThrow()).contains("fileSha256");
    assertThat(
            problem("npm", "x", version("1"), "\"registryBaseUrl\":\"https://evil.example\"")
                .orElseThrow())
        .contains("https://evil.example is not allowed; allowed are: " + url);
    at("/y/1", 500, "");
    assertThat(problem("npm", "y", version("1")).orElseThrow()).contains("try again");
    at("/z/1", 200, "no JSON");
    assertThat(problem("npm", "z", version("1")).orElseThrow()).contains("try again");
  }

  @Test
  void aPythonPackageNamesItInItsReadme() {
    at(
        "/pypi/weather/1.0/json",
        200,
        "{\"info\":{\"description\":\"a mcp-name: com.example/weather\"}}");
    assertThat(problem("pypi", "weather", version("1.0"))).isEmpty();
    for (String other : List.of("com.example/weather-evil", "com.example/weather.")) {
      at("/pypi/weather/1.0/json", 200, "{\"info\":{\"description\":\"mcp-name: " + other + "\"}}");
      assertThat(problem("pypi", "weather", version("1.0")).orElseThrow())
          .contains("mcp-name: com.example/weather");
    }
  }

  @Test
  void aNugetPackageNamesItInItsReadme() {
    at(
        "/index.json",
        200,
        "{\"resources\":[{\"@type\":\"ReadmeUriTemplate/6.13.0\",\"@id\":\""
            + url
            + "/r/{lower_id}/{lower_version}\"},{\"@type\":\"PackageBaseAddress/3.0.0\",\"@id\":\""
            + url
            + "/p/\"}]}");
    at("/r/example.weather/1.0.0-rc", 200, README);
    assertThat(problem("nuget", "Example.Weather", version("1.0.0-RC+build"))).isEmpty();
    assertThat(problem("nuget", "Other", version("1")).orElseThrow()).contains("no package other");
    at("/p/other/index.json", 200, "{\"versions\":[\"2\"]}");
    assertThat(problem("nuget", "Other", version("1")).orElseThrow()).contains("no version 1");
    assertThat(problem("nuget", "Other", version("2")).orElseThrow()).contains("no README");
  }

  @Test
  void aCrateNamesItInItsReadme() {
    at("/api/v1/crates/weather/1.0.0/readme", 200, "{\"url\":\"/static/readme.html\"}");
    at("/static/readme.html", 200, "<p>mcp-name: com.example/weather</p>");
    assertThat(problem("cargo", "weather", version("1.0.0"))).isEmpty();
    at("/static/readme.html", 403, "");
    assertThat(problem("cargo", "weather", version("1.0.0")).orElseThrow())
        .contains("has no version");
    at("/api/v1/crates/weather/1.0.0", 200, "{}");
    assertThat(problem("cargo", "weather", version("1.0.0")).orElseThrow()).contains("no README");
    at("/api/v1/crates/weather/1.0.0/readme", 200, "{\"url\":\"https://evil.example/readme\"}");
    assertThat(problem("cargo", "weather", version("1.0.0")).orElseThrow()).contains("try again");
  }

  @Test
  void anImageNamesItInALabel() {
    String host = url.substring("http://".length());
    String repository = "/v2/example/weather";
    String digest = "sha256:" + "b".repeat(64);
    canned.put(
        repository + "/manifests/1.0",
        new Canned(
            200,
            "{\"manifests\":[{\"digest\":\"" + digest + "\",\"platform\":{\"os\":\"linux\"}}]}",
            "",
            "Bearer realm=\"" + url + "/token\",service=\"s\",scope=\"repository:x:pull\""));
    at("/token", 200, "{\"token\":\"t\"}");
    at(repository + "/manifests/" + digest, 200, "{\"config\":{\"digest\":\"sha256:c\"}}");
    canned.put(repository + "/blobs/sha256:c", new Canned(307, "", url + "/store/c", ""));
    at(
        "/store/c",
        200,
        "{\"config\":{\"Labels\":{\"io.modelcontextprotocol.server.name\":\"com.example/weather\"}}}");
    String image = host + "/example/weather:1.0";
    assertThat(problem("oci", image)).isEmpty();
    at("/store/c", 200, "{\"config\":{}}");
    assertThat(problem("oci", image).orElseThrow()).contains("add LABEL");
    assertThat(problem("oci", host + "/example/none:1").orElseThrow()).contains("does not exist");
    at("/v2/example/busy/manifests/latest", 429, "");
    assertThat(problem("oci", host + "/example/busy")).isEmpty();
    at("/v2/example/kept/manifests/latest", 403, "");
    assertThat(problem("oci", host + "/example/kept").orElseThrow()).contains("private");
    assertThat(problem("oci", "evil.example/a:1").orElseThrow()).contains("is not allowed");
    assertThat(problem("oci", "A B").orElseThrow()).contains("not the name of an image");
    assertThat(problem("oci", image, version("1")).orElseThrow()).contains("neither version");
  }

  @Test
  void aBundleIsAFileOfARelease() {
    String path = "/example/weather/releases/download/v1/weather.mcpb";
    canned.put(path, new Canned(302, "", url + "/store/w", ""));
    at("/store/w", 200, "");
    assertThat(problem("mcpb", url + path, SHA)).isEmpty();
    assertThat(problem("mcpb", url + path).orElseThrow()).contains("must have fileSha256");
    assertThat(problem("mcpb", url + path + "x", SHA).orElseThrow()).contains("it answers 404");
    assertThat(problem("mcpb", url + "/example/weather.mcpb", SHA).orElseThrow())
        .contains("a file of a release");
    assertThat(problem("mcpb", "https://evil.example" + path, SHA).orElseThrow())
        .contains("one of these hosts");
  }

  @Test
  void otherPackagesAreNotSupported() {
    assertThat(problem("maven", "a:b").orElseThrow()).contains("unsupported registry type: maven");
  }

  @Test
  void aRedirectDoesNotLeadToPrivateAddresses() {
    String elsewhere = "http://localhost:" + server.getAddress().getPort() + "/ok/1";
    canned.put("/x/1", new Canned(302, "", elsewhere, ""));
    at("/ok/1", 200, "{\"mcpName\":\"com.example/weather\"}");
    assertThat(problem("npm", "x", version("1")).orElseThrow()).contains("try again");
  }
}
