package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a request's target is read, and as what. */
class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1;x/auth/login",
        "/v1/auth;x=1/login",
        "/v1/metadata/system:global/motd/;hidden",
        "/v1/metadata/system:global/a;b",
        "http://localhost/v1;x/auth/login"
      })
  void aParameterOfASegmentIsRefused(String target) {
    assertThat(RequestTarget.fault(target))
        .hasValueSatisfying(it -> assertThat(it).contains("%3B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/./auth/login",
        "/v1/metadata/system:global/motd/.",
        "/v1/metadata/system:global/motd/x/..",
        "/v1/%2E%2e/v1/auth/login",
        "/v1/.%2E/x",
        "/%2e"
      })
  void aSegmentThatStandsForAnotherPathIsRefused(String target) {
    assertThat(RequestTarget.fault(target))
        .hasValueSatisfying(it -> assertThat(it).contains("segment"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v0.1/servers?search=a;b&x=../..",
        "/v1/metadata/system:global/a%3Bb",
        "/v1/metadata/system:global/...",
        "/v1/metadata/system:global/.a",
        "/v1/metadata/system:global/a..b",
        "/v0.1/servers/a%2Fb/versions/1.0.0"
      })
  void anythingElseIsRead(String target) {
    assertThat(RequestTarget.fault(target)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%ZZ", "/a{b", "//", "/a b", "/a\\b"})
  void whatIsNoUriIsRefused(String target) {
    assertThat(RequestTarget.fault(target))
        .hasValueSatisfying(it -> assertThat(it).contains("percent-encode"));
  }

  @ParameterizedTest
  @CsvSource({"/a?b=%C3%A9+1,/a?b=%C3%A9+1", "/a?b=Ã©,/a?b=%C3%A9", "/plain,/plain"})
  void bytesThatAreNotAsciiAreEncodedAsTheyCame(String asRead, String expected) {
    assertThat(RequestTarget.encoded(asRead)).isEqualTo(expected);
  }

  @Test
  void metricsKnowAPathByOneOfAFewNames() {
    assertThat(StatusPaths.label("/q/health/ready")).isEqualTo("/q/health/ready");
    assertThat(StatusPaths.label("/q/swagger-ui/index.html")).isEqualTo("/q/swagger-ui");
    assertThat(StatusPaths.label("/v1/metadata/user:joe/contract")).isEqualTo("UNKNOWN");
    assertThat(StatusPaths.label("/q/other")).isEqualTo("UNKNOWN");
  }

  @Test
  void headersThatCanBeReadInTwoWaysAreRefused() {
    assertThat(RequestTarget.fault(HttpHeaders.headers().add("Host", "a").add("X-A", "b")))
        .isEmpty();
    assertThat(RequestTarget.fault(HttpHeaders.headers().add("Host", "a").add("host", "b")))
        .hasValueSatisfying(it -> assertThat(it).contains("Host"));
    assertThat(RequestTarget.fault(HttpHeaders.headers().add("", "b")))
        .hasValueSatisfying(it -> assertThat(it).contains("without a name"));
  }
}
