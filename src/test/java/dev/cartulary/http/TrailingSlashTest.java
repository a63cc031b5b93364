package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrailingSlashTest {

  @ParameterizedTest
  @CsvSource({
    "/v0.1/servers/,../servers",
    "/v0/servers/,../servers",
    "/v0.1/servers/a%2Fb/versions/,../versions",
    "/registry/team/v0.1/servers/,../servers",
    "/v0.1/servers/a:b/,../a:b",
  })
  void slashAtTheEndIsLeftOut(String path, String target) {
    assertThat(TrailingSlash.relative(path)).hasValue(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v0.1/servers", "/", "/v1/users/", "/q/swagger-ui/", "/v0.1/"})
  void otherPathsStay(String path) {
    assertThat(TrailingSlash.relative(path)).isEmpty();
  }
}
