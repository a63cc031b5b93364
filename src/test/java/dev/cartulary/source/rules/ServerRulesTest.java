package dev.cartulary.source.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the MCP Registry API, by the smallest document that breaks it. */
class ServerRulesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ServerRules RULES =
      new ServerRules(RepositoryHosts.of(RepositoryHosts.USUAL));

  private static ObjectNode server() throws JsonProcessingException {
    return (ObjectNode)
        JSON.readTree(
            """
            {"$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
             "name": "com.example/weather", "description": "Weather", "version": "1.0.0"}
            """);
  }

  private static List<String> broken(JsonNode server) {
    return RULES.check(server).stream()
        .map(issue -> issue.path() + " " + issue.reference())
        .toList();
  }

  private static List<String> with(String member, String json) throws JsonProcessingException {
    return broken(server().set(member, JSON.readTree(json)));
  }

  @Test
  void aPlainServerBreaksNoRule() throws IOException {
    assertThat(RULES.check(server())).isEmpty();
    assertThat(ServerShape.check(server())).isEmpty();
    assertThat(with("repository", "{}")).isEmpty();
    assertThat(with("repository", "{\"url\":\"\",\"source\":\"\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weather",
        "a/b/c",
        "com.example/",
        "/weather",
        "a/weather",
        "com.example/w",
        "com.example-/weather",
        "com_example/weather",
        "com.example/weather.",
        "com.example/we ather"
      })
  void aNameHasTwoPartsOfTwoCharacters(String name) throws IOException {
    assertThat(with("name", "\"" + name + "\"")).containsExactly("name invalid-server-name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^1.2.3",
        "~1.2",
        ">=1",
        "<= 1.0",
        ">1",
        "<1",
        "=1.0",
        "1.0 - 2.0",
        "1.0 || 2.0",
        "1.x",
        "1.2.*",
        "1.X.3",
        " ^1 "
      })
  void aRangeIsNoVersion(String version) throws IOException {
    assertThat(with("version", "\"" + version + "\""))
        .containsExactly("version version-looks-like-range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "*", "1.2.3.x", "1.0.0-x", "2025-01-02", ""})
  void whatOnlyLooksLikeOneIsAVersion(String version) throws IOException {
    assertThat(with("version", "\"" + version + "\"")).isEmpty();
  }

  @Test
  void latestIsReserved() throws IOException {
    assertThat(with("version", "\"latest\"")).containsExactly("version reserved-version-string");
    assertThat(
            with(
                "packages",
                "[{\"identifier\":\"a\",\"version\":\"latest\",\"transport\":{\"type\":\"stdio\"}}]"))
        .containsExactly("packages[0].version reserved-version-string");
  }

  @Test
  void theSchemaIsOneThatIsKnown() throws IOException {
    assertThat(with("$schema", "\"\"")).containsExactly("schema schema-field-required");
    assertThat(with("$schema", "\"https://example.com/x\""))
        .containsExactly("schema schema-version-extraction-error");
    String base = "\"https://static.modelcontextprotocol.io/schemas/";
    assertThat(with("$schema", base + "draft/server.schema.json\""))
        .containsExactly("schema schema-version-not-available", "schema schema-version-deprecated");
    ObjectNode older = server();
    older.set("$schema", JSON.readTree(base + "2025-07-09/server.schema.json\""));
    assertThat(RULES.check(older)).singleElement().matches(issue -> !issue.isError());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'url':'https://codeberg.org/a/b','source':'codeberg'}|repository invalid-repository-url",
        "{'url':'https://github.com/a','source':'github'}|repository invalid-repository-url",
        "{'url':'https://gitlab.com/a/b','source':'github'}|repository invalid-repository-url",
        "{'url':'https://github.com.evil.example/a/b','source':'github'}|repository invalid-repository-url",
        "{'url':'https://github.com/a/b','source':'github','subfolder':'/a'}|repository.subfolder"
            + " invalid-subfolder-path",
        "{'url':'https://github.com/a/b','source':'github','subfolder':'a/../b'}|repository.subfolder"
            + " invalid-subfolder-path",
        "{'url':'https://github.com/a/b','source':'github','subfolder':'a/'}|repository.subfolder"
            + " invalid-subfolder-path",
      })
  void aRepositoryIsAtAHostThatIsAllowed(String repository, String rule) throws IOException {
    assertThat(with("repository", repository.replace('\'', '"'))).containsExactly(rule);
  }

  @Test
  void otherHostsCanBeAllowed() throws IOException {
    ServerRules own =
        new ServerRules(RepositoryHosts.of("github=git.example:8443, codeberg=codeberg.org"));
    ObjectNode server = server();
    server.set(
        "repository",
        JSON.readTree("{\"url\":\"https://git.example:8443/a/b\",\"source\":\"github\"}"));
    assertThat(own.check(server)).isEmpty();
    assertThatThrownBy(() -> RepositoryHosts.of("github")).hasMessage("github");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "http://example.com|website-url-invalid-scheme",
        "/x|website-url-must-be-absolute",
        "https://exa mple|invalid-website-url",
      })
  void aWebsiteIsAbsoluteAndHttps(String url, String rule) throws IOException {
    assertThat(with("websiteUrl", "\"" + url + "\"")).containsExactly("websiteUrl " + rule);
    assertThat(with("icons", "[{\"src\":\"" + url + "\"}]"))
        .singleElement()
        .asString()
        .startsWith("icons[0].src icon-src-");
  }

  @Test
  void aTitleIsNotBlank() throws IOException {
    assertThat(with("title", "\"  \"")).containsExactly("title title-whitespace-only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'transport':{'type':'stdio','url':'https://a.example'}|transport.url stdio-transport-url-not-empty",
        "'transport':{'type':'sse'}|transport.url streamable-transport-url-required",
        "'transport':{'type':'ws'}|transport.type unsupported-transport-type",
        "'transport':{'type':'sse','url':'http://{host}:1'}|transport.url invalid-templated-url",
        "'transport':{'type':'sse','url':'ftp://a.example'}|transport.url invalid-templated-url",
        "'identifier':'a b','transport':{'type':'stdio'}|identifier package-name-has-spaces",
        "'runtimeArguments':[{'type':'named'}],'transport':{'type':'stdio'}|runtimeArguments[0].name"
            + " named-argument-name-required",
        "'packageArguments':[{'type':'named','name':'--a b'}],'transport':{'type':'stdio'}|packageArguments[0].name"
            + " invalid-named-argument-name",
        "'packageArguments':[{'type':'named','name':'--a','value':'--a b'}],'transport':{'type':'stdio'}|packageArguments[0].value"
            + " argument-value-starts-with-name",
        "'packageArguments':[{'type':'named','name':'--a','default':'--a=1'}],'transport':{'type':'stdio'}|packageArguments[0].default"
            + " argument-default-starts-with-name",
      })
  void theRulesForPackages(String given, String rule) throws IOException {
    assertThat(with("packages", ("[{" + given + "}]").replace('\'', '"')))
        .containsExactly("packages[0]." + rule);
  }

  @Test
  void aTransportTakesVariablesFromItsPackage() throws IOException {
    assertThat(
            with(
                "packages",
                """
                [{"identifier": "a", "transport": {"type": "sse", "url": "http://localhost:{port}/{P}"},
                  "environmentVariables": [{"name": "P"}],
                  "packageArguments": [{"type": "positional", "valueHint": "port"}]}]
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'stdio','url':'https://a.example'|type unsupported-remote-transport-type",
        "'type':'sse'|url remote-transport-url-required",
        "'type':'sse','url':'http://a.example'|url invalid-remote-url",
        "'type':'sse','url':'https://localhost/x'|url invalid-remote-url",
        "'type':'sse','url':'https://a.localhost/x'|url invalid-remote-url",
        "'type':'sse','url':'https://{tenant}.example'|url invalid-templated-url",
      })
  void theRulesForRemotes(String given, String rule) throws IOException {
    assertThat(with("remotes", ("[{" + given + "}]").replace('\'', '"')))
        .containsExactly("remotes[0]." + rule);
    assertThat(
            with(
                "remotes",
                "[{\"type\":\"sse\",\"url\":\"https://{t}.example\",\"variables\":{\"t\":{}}}]"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'description':'d','version':'1'}|name",
        "{'name':'a.b/cc','description':'d','version':'1','extra':1}|extra",
        "{'name':'a.b/cc','description':1,'version':'1'}|description",
        "{'name':'a.b/cc','description':'d','version':'1','packages':{}}|packages",
        "{'name':'a.b/cc','description':'d','version':'1','packages':[{'registryType':'npm','identifier':'x'}]}"
            + "|packages[0].transport",
        "{'name':'a.b/cc','description':'d','version':'1','remotes':[{'type':'sse','headers':[{'name':'x','odd':1}]}]}"
            + "|remotes[0].headers[0].odd",
        "{'name':'a.b/cc','description':'','version':'1'}|description",
      })
  void membersAreKnownAndOfTheRightTypes(String document, String path) throws IOException {
    assertThat(ServerShape.check(JSON.readTree(document.replace('\'', '"'))))
        .extracting(ServerShape.Fault::path)
        .containsExactly(path);
  }

  @Test
  void theSampleCatalogKeepsTheRulesThatItsSchemaHas() throws IOException {
    JsonNode servers =
        JSON.readTree(Files.readString(Path.of("deploy/sample/catalog.json"))).at("/data/servers");
    for (JsonNode server : servers) {
      assertThat(ServerShape.check(server)).as(server.path("name").asText()).isEmpty();
    }
  }
}
