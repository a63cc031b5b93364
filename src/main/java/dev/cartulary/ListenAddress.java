package dev.cartulary;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.http.status.ManagementServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the server listens, and why it cannot.
 *
 * @param setting the setting that names the port
 * @param host as it is written in the settings
 * @param port 0 for any that is free
 */
record ListenAddress(String setting, String host, int port) {

  ListenAddress(String host, int port) {
    this("PORT", host, port);
  }

  static ListenAddress of(Settings settings) {
    return new ListenAddress(settings.get(Setting.HOST).orElse(""), settings.integer(Setting.PORT));
  }

  /** Where health and metrics are served; empty where they are on the port of all else. */
  static Optional<ListenAddress> ofManagement(Settings settings) {
    return ManagementServer.port(settings)
        .map(port ->
            new ListenAddress("MANAGEMENT_PORT", settings.get(Setting.HOST).orElse(""), port));
  }

  /**
   * What keeps this process from listening now, found out by listening for a moment: before
   * anything is started and the database is touched. Another process can still come first to the
   * port until the server listens for good, which then fails by itself.
   */
  Optional<Finding> trouble() {
    try (ServerSocket probe = new ServerSocket()) {
      // As the server does: the last connections of an earlier process keep nobody from listening.
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Optional.empty();
    } catch (UnknownHostException unknown) {
      return Optional.of(
          new Finding(
              "HOST",
              host,
              "no address is known for it",
              "Give an address of this machine, or 0.0.0.0 for all of them"));
    } catch (IOException refused) {
      return Optional.of(refused(String.valueOf(refused.getMessage())));
    }
  }

  /** What the system's words mean for the settings. */
  Finding refused(String words) {
    return words.contains("Cannot assign")
        ? new Finding(
            "HOST",
            host,
            "this machine has no such address",
            "Give one of its own, or 0.0.0.0 for all of them")
        : new Finding(
            setting,
            Integer.toString(port),
            "the port cannot be listened on ("
                + words
                + "): another program may have it, or ports below 1024 may be reserved",
            "Stop the other program, which `ss -ltnp` names, or give another port");
  }
}
