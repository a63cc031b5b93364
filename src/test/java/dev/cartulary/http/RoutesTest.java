package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods a path takes. */
class RoutesTest {

  private static final Routes ROUTES =
      new Routes(
          """
          {"paths": {
            "/v0.1/servers": {"get": {}, "parameters": []},
            "/v1/metadata/{owner}": {"get": {}},
            "/v1/metadata/{owner}:batch": {"post": {}},
            "/v1/metadata/{owner}/{key}": {"get": {}, "put": {}, "delete": {}},
            "/v1/auth/login": {"post": {}},
            "/.well-known/x/{path}": {"get": {}}
          }}
          """);

  @ParameterizedTest
  @CsvSource({
    "/v0.1/servers,GET HEAD OPTIONS",
    "/v1/metadata/system:global/a%2Fb,GET HEAD PUT DELETE OPTIONS",
    "/v1/metadata/system:global:batch,GET HEAD POST OPTIONS",
    "/v1/auth/login,POST OPTIONS",
    "/.well-known/x/a/b,GET HEAD OPTIONS",
    "/health,GET HEAD OPTIONS",
    "/q/health/ready,GET HEAD OPTIONS",
    "/q/swagger-ui/index.html,GET HEAD OPTIONS",
    "/v0.1/servers/,",
    "/v1xauth/login,",
    "/v1/metadata/a/b/c,",
    "/q/nothing,"
  })
  void aPathTakesTheMethodsOfItsTemplates(String path, String methods) {
    assertThat(String.join(" ", ROUTES.methods(path))).isEqualTo(methods == null ? "" : methods);
  }
}
