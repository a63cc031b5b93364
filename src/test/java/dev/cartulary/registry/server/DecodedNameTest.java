package dev.cartulary.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedNameTest {

  @ParameterizedTest
  @CsvSource({
    "/v0.1/servers/io.github.x/name/versions,/v0.1/servers/io.github.x%2Fname/versions",
    "/v0.1/servers/a/b/versions/1.0%2B1,/v0.1/servers/a%2Fb/versions/1.0%2B1",
    "/registry/r/v0.1/servers/a/b/versions/latest,/registry/r/v0.1/servers/a%2Fb/versions/latest",
    "/v0.1/servers/a/b/versions/1.0/status,/v0.1/servers/a%2Fb/versions/1.0/status",
    "/v0.1/servers/a/b/status,/v0.1/servers/a%2Fb/status",
    "/v0.1/servers/a/b/latest,/v0.1/servers/a%2Fb/latest",
    "/v0.1/servers/a/versions/versions/versions,/v0.1/servers/a%2Fversions/versions/versions"
  })
  void aSlashInANameIsEncoded(String path, String encoded) {
    assertThat(DecodedName.encoded(path)).hasValue(encoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v0.1/servers",
        "/v0.1/servers/a%2Fb/versions",
        "/v0.1/servers/a%2fb/versions/versions",
        "/v0.1/servers/a/versions",
        "/v0.1/servers/a/b/c/versions",
        "/v0.1/servers/a/b",
        "/v1/servers/a/b/versions"
      })
  void anyOtherPathStays(String path) {
    assertThat(DecodedName.encoded(path)).isEmpty();
  }
}
