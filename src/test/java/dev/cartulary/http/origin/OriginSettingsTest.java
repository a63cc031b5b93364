package dev.cartulary.http.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginSettingsTest {

  @TempDir Path directory;

  @Test
  void theListIsRead() {
    OriginSettings settings =
        read(
            Map.of(
                "CORS_ORIGINS",
                "https://App.example.com:443, http://localhost:3000,http://[::1]:80"));
    assertThat(settings.findings()).isEmpty();
    assertThat(settings.origins())
        .containsExactlyInAnyOrder(
            "https://app.example.com", "http://localhost:3000", "http://[::1]");
  }

  @Test
  void noOriginIsAllowedUnlessSomebodySaysSo() {
    assertThat(read(Map.of()).origins()).isEmpty();
  }

  @Test
  void wrongItemsAreNamed() {
    assertThat(
            read(Map.of("CORS_ORIGINS", "*,https://app.example.com/,https://a:99999999"))
                .findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "CORS_ORIGINS is \"*\": any page could call the server through the browser of whoever"
                + " looks at it. Name the origins, for example https://app.example.com.",
            "CORS_ORIGINS is \"https://app.example.com/\": this is no origin: a scheme, a host, and"
                + " a port where it is not the usual one. Name the origins, for example"
                + " https://app.example.com.",
            "CORS_ORIGINS is \"https://a:99999999\": this is no origin: a scheme, a host, and a"
                + " port where it is not the usual one. Name the origins, for example"
                + " https://app.example.com.");
  }

  private OriginSettings read(Map<String, String> variables) {
    return OriginSettings.resolve(Settings.load(Map.of(), variables, directory));
  }
}
