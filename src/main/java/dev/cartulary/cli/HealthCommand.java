package dev.cartulary.cli;

import dev.cartulary.config.DurationText;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cartulary health}: what a probe in a container without a shell runs. */
@Command(
    name = "health",
    description = {
      "Ask a running server whether it is ready, and print why it is not.",
      "Exit code 0 where it is ready, 1 where it is not or cannot be reached."
    })
class HealthCommand implements WithoutContainer {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Where a server listens that is to be reached under every address of its machine. */
  private static final Set<String> ANY_ADDRESS = Set.of("", "0.0.0.0", "localhost");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The server's URL, http or https; by default that of a server on this machine with these"
              + " settings.")
  @Nullable String url;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "3s",
      description = "How long the answer may take, up to 10m (default: ${DEFAULT-VALUE}).")
  String timeout;

  @Option(
      names = "--live",
      description = "Ask whether it is alive, which does not depend on the database.")
  boolean live;

  @Override
  public int run(Settings settings, PrintStream out, PrintStream err) {
    Optional<Duration> limit =
        DurationText.parse(timeout).filter(it -> it.toMillis() > 0 && it.compareTo(LONGEST) <= 0);
    if (limit.isEmpty()) {
      return wrong(err, "--timeout must be a duration from 1ms to 10m, such as 3s.");
    }
    if (url == null && !hasPort(settings)) {
      return wrong(
          err,
          settings.named(port(settings))
              + " does not say on which port the server listens: give --url.");
    }
    Optional<URI> server = url == null ? Optional.of(ownServer(settings)) : server(url);
    if (server.isEmpty()) {
      return wrong(err, "--url must be a URL such as https://registry.example.com.");
    }
    HealthProbe.Answer answer = HealthProbe.ask(server.get(), live, limit.get());
    if (answer.healthy()) {
      out.println(server.get() + " is " + (live ? "alive" : "ready") + ".");
      return ExitCode.DONE;
    }
    answer.reasons().forEach(reason -> err.println("cartulary: " + server.get() + " " + reason));
    return ExitCode.FAILED;
  }

  private static int wrong(PrintStream err, String sentence) {
    err.println("cartulary: " + sentence);
    return ExitCode.USAGE;
  }

  /** With port 0 the server picks one. */
  private static boolean hasPort(Settings settings) {
    Setting port = port(settings);
    return settings.integer(port) != 0
        && settings.get(port).flatMap(port.kind()::problem).isEmpty();
  }

  /** Where health is answered. */
  private static Setting port(Settings settings) {
    return settings.given(Setting.MANAGEMENT_PORT).isPresent()
        ? Setting.MANAGEMENT_PORT
        : Setting.PORT;
  }

  private static URI ownServer(Settings settings) {
    String host = settings.get(Setting.HOST).orElse("");
    String reached =
        ANY_ADDRESS.contains(host)
            ? "127.0.0.1"
            : host.equals("::") ? "[::1]" : host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + reached + ":" + settings.integer(port(settings)));
  }

  /** The URL without a slash at its end; empty where it is none that can be asked. */
  static Optional<URI> server(String text) {
    try {
      URI url = new URI(text.strip().replaceFirst("/+$", ""));
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return web
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
