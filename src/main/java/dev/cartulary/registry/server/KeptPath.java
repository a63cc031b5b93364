package dev.cartulary.registry.server;

import dev.cartulary.problem.ProblemException;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path and a query of the registry API ask for, as {@link AnyServerResource} understands
 * them: filters run before it is known which resource answers.
 *
 * @param registry the registry that the path names; empty for the default one
 * @param template the path as metrics call it
 */
record KeptPath(Optional<String> registry, String template, Question question) {

  private static final String LIST = "/v0.1/servers";
  private static final String NAMED = "/registry/";

  private static final Pattern PATH =
      Pattern.compile(
          "(?:/registry/([^/]+))?/v0\\.1/servers"
              + "(?:/([^/]+)/(?:(versions)(?:/([^/]+))?|(latest)))?");

  private static final ServerQuery FIRST_PAGE =
      ServerQuery.of(new ServerQuery.Parameters(null, null, null, null, null, null));

  /**
   * Reads them.
   *
   * @param path percent-encoded, without the query
   * @param query whether there is one
   * @param parameters those of the query, decoded
   * @return empty for what is answered by nobody, with a problem, or is never kept
   */
  static Optional<KeptPath> of(String path, boolean query, Supplier<MultiMap> parameters) {
    if (!path.startsWith(LIST) && !path.startsWith(NAMED)) {
      return Optional.empty();
    }
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return question(matcher, query ? parameters.get() : null)
          .filter(Question::isKept)
          .map(question ->
              new KeptPath(
                  Optional.ofNullable(matcher.group(1)).map(KeptPath::decoded),
                  template(matcher),
                  question));
    } catch (ProblemException | IllegalArgumentException e) {
      return Optional.empty(); // The resource says what is wrong.
    }
  }

  private static Optional<Question> question(Matcher matcher, @Nullable MultiMap parameters) {
    String name = matcher.group(2);
    if (name == null) {
      return Optional.of(new Question.Page(parameters == null ? FIRST_PAGE : query(parameters)));
    }
    if (parameters != null && ServerQuery.includeDeleted(parameters.get("include_deleted"))) {
      return Optional.empty();
    }
    if (matcher.group(4) != null) {
      return Optional.of(new Question.One(decoded(name), decoded(matcher.group(4))));
    }
    return Optional.of(
        matcher.group(3) == null
            ? new Question.One(decoded(name), ServerFilter.LATEST)
            : new Question.Versions(decoded(name)));
  }

  private static ServerQuery query(MultiMap parameters) {
    return ServerQuery.of(
        new ServerQuery.Parameters(
            parameters.get("cursor"),
            parameters.get("limit"),
            parameters.get("search"),
            parameters.get("updated_since"),
            parameters.get("version"),
            parameters.get("include_deleted")));
  }

  /** As resources are named in metrics, which never hold what a caller wrote. */
  private static String template(Matcher matcher) {
    return (matcher.group(1) == null ? "" : "/registry/{registryName}")
        + LIST
        + (matcher.group(2) == null ? "" : "/{serverName}")
        + (matcher.group(3) == null ? "" : "/versions")
        + (matcher.group(4) == null ? "" : "/{version}")
        + (matcher.group(5) == null ? "" : "/latest");
  }

  /** In a path a plus is a plus. */
  private static String decoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
