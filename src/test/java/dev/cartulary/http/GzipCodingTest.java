package dev.cartulary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipCodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "x-gzip",
        "deflate, gzip;q=1.0, *;q=0.5",
        "*",
        "identity;q=0.5, *",
        "identity;q=0, gzip;q=0.001",
        "br;q=1, gzip ; q=0.2"
      })
  void whoTakesGzipGetsIt(String line) {
    assertThat(GzipCoding.isAccepted(List.of(line))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "deflate, br",
        "gzip;q=0",
        "gzip;q=0, *",
        "*;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=much",
        "gzip;q=2"
      })
  void whoDoesNotTakeItOrLikesThePlainBodyBetterDoesNot(String line) {
    assertThat(GzipCoding.isAccepted(List.of(line))).isFalse();
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(GzipCoding.isAccepted(List.of())).isFalse();
    assertThat(GzipCoding.isAccepted(List.of("br", "gzip"))).isTrue();
  }

  @Test
  void whatIsPackedIsTheSameBody() throws IOException {
    byte[] body = "servers ".repeat(500).getBytes(StandardCharsets.UTF_8);
    byte[] packed = GzipCoding.pack(body);
    assertThat(packed.length).isLessThan(body.length / 10);
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(body);
    }
    assertThat(GzipCoding.pays(body.length)).isTrue();
    assertThat(GzipCoding.pays(100)).isFalse();
  }
}
