package dev.cartulary.source.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a server is spoken to: the transport of a package, and remotes. */
final class TransportRules {

  private static final String STDIO = "stdio";
  private static final List<String> HTTP = List.of("streamable-http", "sse");
  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

  private TransportRules() {}

  static void checkPackage(JsonNode transport, String path, Set<String> known, Issues issues) {
    String type = Json.text(transport, "type");
    String url = Json.text(transport, "url");
    if (type.equals(STDIO)) {
      if (!url.isEmpty()) {
        issues.semantic(
            path + ".url",
            "stdio-transport-url-not-empty",
            "url must be empty for stdio transport type, got: " + url);
      }
    } else if (!HTTP.contains(type)) {
      issues.semantic(
          path + ".type",
          "unsupported-transport-type",
          "unsupported transport type: \"" + type + "\"; write stdio, streamable-http or sse");
    } else if (url.isEmpty()) {
      issues.semantic(
          path + ".url",
          "streamable-transport-url-required",
          "url is required for " + type + " transport type");
    } else {
      wrongUrl(url, known)
          .ifPresent(wrong -> issues.semantic(path + ".url", "invalid-templated-url", wrong));
    }
  }

  static void checkRemote(JsonNode remote, String path, Issues issues) {
    String type = Json.text(remote, "type");
    String url = Json.text(remote, "url");
    if (!HTTP.contains(type)) {
      issues.semantic(
          path + ".type",
          "unsupported-remote-transport-type",
          "unsupported transport type for remotes: \"" + type + "\"; write streamable-http or sse");
      return;
    }
    if (url.isEmpty()) {
      issues.semantic(
          path + ".url",
          "remote-transport-url-required",
          "url is required for " + type + " transport type");
      return;
    }
    Set<String> known = new HashSet<>();
    remote.path("variables").fieldNames().forEachRemaining(known::add);
    Optional<String> wrong = wrongUrl(url, known);
    if (wrong.isPresent()) {
      issues.semantic(path + ".url", "invalid-templated-url", wrong.get());
    } else if (!isPublic(url)) {
      issues.semantic(
          path + ".url",
          "invalid-remote-url",
          "invalid remote URL: " + url + "; it must be https and not on this machine");
    }
  }

  /** What is wrong with a URL that may have {variables}. */
  private static Optional<String> wrongUrl(String url, Set<String> known) {
    TreeSet<String> unknown = new TreeSet<>();
    Matcher variable = VARIABLE.matcher(url);
    while (variable.find()) {
      if (!known.contains(variable.group(1))) {
        unknown.add(variable.group(1));
      }
    }
    if (!unknown.isEmpty()) {
      return Optional.of(
          "template variables in URL "
              + url
              + " reference undefined variables: "
              + String.join(", ", unknown));
    }
    return host(url).isPresent() ? Optional.empty() : Optional.of("invalid URL: " + url);
  }

  /** The host of an http or https URL, its variables replaced. */
  private static Optional<URI> host(String url) {
    try {
      URI uri = new URI(replaced(url));
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String replaced(String url) {
    return VARIABLE
        .matcher(url)
        .replaceAll(variable ->
            variable.group(1).toLowerCase(Locale.ROOT).contains("port") ? "8080" : "placeholder");
  }

  private static boolean isPublic(String url) {
    return host(url)
        .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()))
        .map(uri -> uri.getHost().toLowerCase(Locale.ROOT))
        .filter(host ->
            !host.equals("localhost") && !host.equals("127.0.0.1") && !host.endsWith(".localhost"))
        .isPresent();
  }
}
