package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NothingHereTest {

  @ParameterizedTest
  @CsvSource({
    "/servers,Did you mean /v0.1/servers?",
    "/servers/a%2Fb/versions/latest,Did you mean /v0.1/servers/a%2Fb/versions/latest?",
    "/registry/team/servers,Did you mean /registry/team/v0.1/servers?",
    "/publish,Did you mean /v0.1/publish?",
    "/v0.1/servers/a%2Fb,Did you mean /v0.1/servers/a%2Fb/versions/latest?",
    "/v0.1/servers/a/b,Did you mean /v0.1/servers/a/b/versions/latest?",
    "/api/v0.1/servers,Did you mean /v0.1/servers?",
  })
  void thePathThatIsMeantIsNamed(String path, String hint) {
    assertThat(NothingHere.at(path).getMessage()).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v0.1",
        "/v0.1/v0.1/servers",
        "/v0.1/v0/servers",
        "/v0.1/servers/v0.1/servers",
        "/servers",
        "/api/v0.1/servers",
      })
  void theUrlToConfigureIsNamed(String path) {
    assertThat(NothingHere.at(path).getMessage()).contains("base URL without a path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/registry/team",
        "/registry/team/v0.1",
        "/registry/team/v0.1/v0.1/servers",
        "/registry/team/servers",
      })
  void theUrlOfARegistryIsNamed(String path) {
    assertThat(NothingHere.at(path).getMessage()).contains("base URL and /registry/team behind it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing", "/v1/nothing", "/v0.1/nothing"})
  void otherPathsAreToldOfTheDescription(String path) {
    assertThat(NothingHere.at(path).getMessage()).endsWith("/q/openapi lists the API.");
  }
}
