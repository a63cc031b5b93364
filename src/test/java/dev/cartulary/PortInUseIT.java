package dev.cartulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that cannot listen says so in one sentence. */
class PortInUseIT {

  @Test
  void aPortThatAnotherProgramHasIsNamed() throws IOException {
    Path directory = Program.emptyDirectory();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program.Result result =
          Program.run(
              directory,
              Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(other.getLocalPort())),
              "serve");

      assertThat(result.exitCode()).isEqualTo(1);
      Troubleshooting.assertShown("the-port-is-in-use", result.stderr());
      assertThat(result.stdout() + result.stderr()).hasLineCount(1);
      assertThat(directory).as("no database was made").isEmptyDirectory();
    }
  }

  @Test
  void aManagementPortThatAnotherProgramHasIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program.Result result =
          Program.run(
              Map.of(
                  "HOST",
                  "127.0.0.1",
                  "PORT",
                  "0",
                  "MANAGEMENT_PORT",
                  Integer.toString(other.getLocalPort())),
              "serve");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.stderr()).startsWith("cartulary: MANAGEMENT_PORT is ").hasLineCount(1);
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    Program.Result result = Program.run(Map.of("HOST", "192.0.2.1", "PORT", "0"), "serve");

    assertThat(result.exitCode()).isEqualTo(1);
    Troubleshooting.assertShown("the-address-is-not-one-of-this-machine", result.stderr());
  }
}
