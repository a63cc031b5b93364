package dev.cartulary.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitSettingsTest {

  @TempDir Path directory;

  @Test
  void listsAreRead() {
    LimitSettings settings =
        read(
            Map.of(
                "TRUSTED_PROXIES",
                "10.0.0.0/8, 2001:db8::1",
                "CORS_ORIGINS",
                "https://App.example.com:443, http://localhost:3000,http://[::1]:80"));
    assertThat(settings.findings()).isEmpty();
    assertThat(settings.trustedProxies()).hasSize(2);
    assertThat(settings.origins())
        .containsExactlyInAnyOrder(
            "https://app.example.com", "http://localhost:3000", "http://[::1]");
  }

  @Test
  void nothingIsTrustedUnlessSomebodySaysSo() {
    LimitSettings settings = read(Map.of());
    assertThat(settings.trustedProxies()).isEmpty();
    assertThat(settings.origins()).isEmpty();
  }

  @Test
  void wrongItemsAreNamed() {
    assertThat(
            sentences(
                Map.of(
                    "TRUSTED_PROXIES",
                    "10.0.0.0/8,proxy.example.com,0.0.0.0/0",
                    "CORS_ORIGINS",
                    "*,https://app.example.com/,https://a:99999999")))
        .containsExactly(
            "TRUSTED_PROXIES is \"proxy.example.com\": this is neither an address nor a range of"
                + " addresses. Write for example 10.0.0.0/8,192.0.2.7.",
            "TRUSTED_PROXIES is \"0.0.0.0/0\": this trusts every client, so that each could claim"
                + " any address. Name the addresses of the proxies.",
            "CORS_ORIGINS is \"*\": any page could call the server through the browser of whoever"
                + " looks at it. Name the origins, for example https://app.example.com.",
            "CORS_ORIGINS is \"https://app.example.com/\": this is no origin: a scheme, a host, and"
                + " a port where it is not the usual one. Name the origins, for example"
                + " https://app.example.com.",
            "CORS_ORIGINS is \"https://a:99999999\": this is no origin: a scheme, a host, and a"
                + " port where it is not the usual one. Name the origins, for example"
                + " https://app.example.com.");
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThat(Settings.load(Map.of(), Map.of("MAX_BODY_SIZE", "2T"), directory).findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "MAX_BODY_SIZE is \"2T\": it must be a size from 1M to 1G (such as 16M, 512K, or"
                + " bytes). Use for example 16M.");
    assertThat(
            Settings.load(
                    Map.of(), Map.of("MAX_BODY_SIZE", "2g", "MAX_HEADER_SIZE", "4095"), directory)
                .findings())
        .hasSize(2);
    assertThat(
            Settings.load(
                    Map.of(),
                    Map.of("MAX_BODY_SIZE", "1048576", "MAX_HEADER_SIZE", "8k"),
                    directory)
                .findings())
        .isEmpty();
  }

  private LimitSettings read(Map<String, String> variables) {
    return LimitSettings.resolve(Settings.load(Map.of(), variables, directory));
  }

  private List<String> sentences(Map<String, String> variables) {
    return read(variables).findings().stream().map(Finding::sentence).toList();
  }
}
