package dev.cartulary.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxySettingsTest {

  @TempDir Path directory;

  @Test
  void theListIsRead() {
    ProxySettings settings = read(Map.of("TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1"));
    assertThat(settings.findings()).isEmpty();
    assertThat(settings.trusted()).hasSize(2);
  }

  @Test
  void nothingIsTrustedUnlessSomebodySaysSo() {
    assertThat(read(Map.of()).trusted()).isEmpty();
  }

  @Test
  void wrongItemsAreNamed() {
    assertThat(read(Map.of("TRUSTED_PROXIES", "10.0.0.0/8,proxy.example.com,0.0.0.0/0")).findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "TRUSTED_PROXIES is \"proxy.example.com\": this is neither an address nor a range of"
                + " addresses. Write for example 10.0.0.0/8,192.0.2.7.",
            "TRUSTED_PROXIES is \"0.0.0.0/0\": this trusts every client, so that each could claim"
                + " any address. Name the addresses of the proxies.");
  }

  private ProxySettings read(Map<String, String> variables) {
    return ProxySettings.resolve(Settings.load(Map.of(), variables, directory));
  }
}
