package dev.cartulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenAddressTest {

  @TempDir Path directory;

  @Test
  void aPortIsTakenAsLongAsSomebodyListens() throws IOException {
    ListenAddress address;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = new ListenAddress("127.0.0.1", other.getLocalPort());
      assertThat(address.trouble().map(Finding::sentence).orElse(""))
          .startsWith("PORT is \"" + other.getLocalPort() + "\": the port cannot be listened on (");
    }
    assertThat(address.trouble()).isEmpty();
    assertThat(address.trouble()).as("the look leaves nothing behind").isEmpty();
  }

  @Test
  void theAddressMustBeOneOfThisMachine() {
    assertThat(new ListenAddress("192.0.2.1", 0).trouble().map(Finding::sentence).orElse(""))
        .startsWith("HOST is \"192.0.2.1\": this machine has no such address.");
    assertThat(new ListenAddress("no-host.invalid", 0).trouble().map(Finding::sentence).orElse(""))
        .startsWith("HOST is \"no-host.invalid\": no address is known for it.");
  }

  @Test
  void theSettingsSayWhere() {
    Settings settings = Settings.load(Map.of(), Map.of("PORT", "0", "HOST", "::1"), directory);

    assertThat(ListenAddress.of(settings)).isEqualTo(new ListenAddress("::1", 0));
  }
}
