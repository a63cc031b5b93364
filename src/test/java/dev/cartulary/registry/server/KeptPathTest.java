package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptPathTest {

  private static final String LIST = "/v0.1/servers";

  private static Optional<KeptPath> read(String target) {
    QueryStringDecoder decoder = new QueryStringDecoder(target);
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    decoder.parameters().forEach(parameters::add);
    return KeptPath.of(decoder.rawPath(), target.contains("?"), () -> parameters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?limit=30",
        "?search=",
        "?cursor=&version=",
        "?include_deleted=false",
        "?unknown=1&limit=30&unknown=2",
        "?limit=30&include_deleted=false",
        "?include_deleted=false&limit=30",
        "?limit=30&limit=31"
      })
  void whatAsksForTheSamePageIsOneQuestion(String query) {
    assertThat(read(LIST + query)).isEqualTo(read(LIST)).isPresent();
  }

  @Test
  void anotherPageIsAnotherQuestion() {
    String cursor = cursor(ServerFilter.NONE);
    assertThat(read(LIST + "?limit=31")).isPresent().isNotEqualTo(read(LIST));
    assertThat(read(LIST + "?version=latest")).isPresent().isNotEqualTo(read(LIST));
    assertThat(read(LIST + "?cursor=" + cursor)).isPresent().isNotEqualTo(read(LIST));
    assertThat(read(LIST + "?cursor=" + cursor + "&limit=30"))
        .isEqualTo(read(LIST + "?cursor=" + cursor));
  }

  private static String cursor(ServerFilter filter) {
    return new ServerCursor(filter, new ServerPosition("com.example/a", "1"), Instant.EPOCH)
        .encode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?search=weather",
        "?updated_since=2025-01-01T00:00:00Z",
        "?version=1.0.0",
        "?include_deleted=true",
        "?limit=0",
        "?limit=many",
        "?cursor=none-of-ours",
        "/com.example%2Fa/versions?include_deleted=true",
        "/com.example%2Fa/versions/1.0.0?include_deleted=perhaps",
        "/com.example%2Fa",
        "/com.example%2Fa/versions/1.0.0/status",
        "/com.example%2Fa/status",
        "/",
        "x"
      })
  void searchesMirrorsAndWhatIsWrongAreForTheResource(String rest) {
    assertThat(read(LIST + rest)).isEmpty();
  }

  @Test
  void aCursorOfASearchIsOne() {
    ServerFilter search =
        new ServerFilter(Optional.of("weather"), Optional.empty(), Optional.empty(), false);
    assertThat(read(LIST + "?cursor=" + cursor(search))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v0.1/servers, , /v0.1/servers",
    "/registry/team/v0.1/servers, team, /registry/{registryName}/v0.1/servers",
    "/registry/a%20b+c/v0.1/servers, a b+c, /registry/{registryName}/v0.1/servers",
    "/registry/team/v0.1/servers/a%2Fb/versions, team,"
        + " /registry/{registryName}/v0.1/servers/{serverName}/versions",
    "/v0.1/servers/a%2Fb/versions/1, , /v0.1/servers/{serverName}/versions/{version}",
    "/v0.1/servers/a%2Fb/latest, , /v0.1/servers/{serverName}/latest"
  })
  void theRegistryIsThatOfThePath(String target, String registry, String template) {
    KeptPath path = read(target).orElseThrow();
    assertThat(path.registry()).isEqualTo(Optional.ofNullable(registry));
    assertThat(path.template()).isEqualTo(template);
  }

  @Test
  void namesAreDecoded() {
    assertThat(read(LIST + "/a%2Fb+c/versions/1.0%2B2").orElseThrow().question())
        .isEqualTo(new Question.One("a/b+c", "1.0+2"));
    assertThat(read(LIST + "/a%2Fb/latest").orElseThrow().question())
        .isEqualTo(read(LIST + "/a%2Fb/versions/latest").orElseThrow().question());
    assertThat(read(LIST + "/a%2Fb/versions").orElseThrow().question())
        .isEqualTo(new Question.Versions("a/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/me", "/registry/team", "/registry/team/v0.1/x/skills", "/v0/servers"})
  void otherPathsAreNotForIt(String path) {
    assertThat(read(path)).isEmpty();
  }
}
