package dev.cartulary.http;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer where nothing is at a path. Most such requests are of clients of the MCP Registry API
 * that were given another URL than they expect: the answer says which one to give them.
 */
final class NothingHere {

  private static final String REGISTRY = "(/registry/[^/]+)?";

  /** The URL was given with the version, or with the list's path. */
  private static final Pattern TOO_LONG =
      Pattern.compile(
          REGISTRY
              + "/v0(?:\\.1)?/(?:servers/)?v0(?:\\.1)?(?:/.*)?|"
              + REGISTRY
              + "/v0(?:\\.1)?/?");

  /** The version is missing, or something else stands before it. */
  private static final Pattern WITHOUT_VERSION =
      Pattern.compile(REGISTRY + "/(?:servers|publish|validate|auth)(?:/.*)?");

  private static final Pattern BELOW_ANOTHER_PATH =
      Pattern.compile("/.+?(/v0(?:\\.1)?/(?:servers|publish|validate|auth)(?:/.*)?)");

  /** A server without its versions: it was removed from the API. */
  private static final Pattern SERVER =
      Pattern.compile("((?:/registry/[^/]+)?/v0\\.1/servers/[^/]+(?:/[^/]+)?)");

  private static final Pattern BARE_REGISTRY = Pattern.compile("(/registry/[^/]+)/?");

  private NothingHere() {}

  /** 404 with a hint. */
  static ProblemException at(String path) {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "Nothing is at "
            + path
            + hint(path).map(text -> ". " + text).orElse("; /q/openapi lists the API."));
  }

  private static Optional<String> hint(String path) {
    Matcher tooLong = TOO_LONG.matcher(path);
    if (tooLong.matches()) {
      return Optional.of(configure(tooLong.group(1) == null ? tooLong.group(2) : tooLong.group(1)));
    }
    Matcher without = WITHOUT_VERSION.matcher(path);
    if (without.matches()) {
      String registry = Objects.requireNonNullElse(without.group(1), "");
      return Optional.of(
          "Did you mean "
              + registry
              + "/v0.1"
              + path.substring(registry.length())
              + "? "
              + configure(without.group(1)));
    }
    Matcher server = SERVER.matcher(path);
    if (server.matches()) {
      return Optional.of("Did you mean " + server.group(1) + "/versions/latest?");
    }
    Matcher registry = BARE_REGISTRY.matcher(path);
    if (registry.matches()) {
      return Optional.of(configure(registry.group(1)));
    }
    Matcher below = BELOW_ANOTHER_PATH.matcher(path);
    return below.matches()
        ? Optional.of("Did you mean " + below.group(1) + "? " + configure(null))
        : Optional.empty();
  }

  private static String configure(@Nullable String registry) {
    return registry == null
        ? "Configure clients with this server's base URL without a path, or with /registry/NAME"
            + " behind it: they add /v0.1 themselves."
        : "Configure clients with this server's base URL and "
            + registry
            + " behind it: they add /v0.1 themselves.";
  }
}
