package dev.cartulary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which methods each path takes. The framework answers a wrong method without saying which are
 * right (RFC 9110, 15.5.6), and {@code OPTIONS} with those of other paths, too.
 */
@Singleton
public class Routes {

  /** The methods that there are, in the order in which answers name them. */
  public static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What the build wrote about every resource. */
  private static final String DESCRIPTION = "META-INF/quarkus-generated-openapi-doc.JSON";

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

  /** A parameter of this name stands for the whole rest of a path. */
  private static final String REST = "path";

  private record Route(Pattern path, List<String> methods) {}

  /** Read when the first answer needs it: most processes never do. */
  private volatile @Nullable List<Route> routes;

  /** For the container. */
  Routes() {}

  /** Those of a description of the API, as JSON in the form of OpenAPI. */
  Routes(String description) {
    try {
      routes = read(new ObjectMapper().readTree(description));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The methods that a path takes, {@code OPTIONS} among them; empty where nothing is at the path.
   *
   * @param path normalized, percent-encoded, without the query
   */
  public List<String> methods(String path) {
    if (!StatusPaths.label(path).equals(StatusPaths.UNKNOWN)) {
      return with(List.of("GET"));
    }
    List<String> methods = new ArrayList<>();
    for (Route route : routes()) {
      if (route.path().matcher(path).matches()) {
        methods.addAll(route.methods());
      }
    }
    return methods.isEmpty() ? List.of() : with(methods);
  }

  /** In their order, with what the framework adds. */
  private static List<String> with(List<String> methods) {
    return METHODS.stream()
        .filter(method ->
            methods.contains(method)
                || method.equals("OPTIONS")
                || (method.equals("HEAD") && methods.contains("GET")))
        .toList();
  }

  private List<Route> routes() {
    List<Route> known = routes;
    if (known == null) {
      known = load();
      routes = known;
    }
    return known;
  }

  private static List<Route> load() {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    try (InputStream stream = classes.getResourceAsStream(DESCRIPTION)) {
      if (stream == null) {
        throw new IOException("the program was built without " + DESCRIPTION);
      }
      return read(new ObjectMapper().readTree(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Route> read(JsonNode description) {
    List<Route> routes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      List<String> methods =
          path.getValue().properties().stream()
              .map(operation -> operation.getKey().toUpperCase(Locale.ROOT))
              .filter(METHODS::contains)
              .toList();
      routes.add(new Route(pattern(path.getKey()), methods));
    }
    return List.copyOf(routes);
  }

  private static Pattern pattern(String template) {
    StringBuilder pattern = new StringBuilder();
    Matcher parameter = PARAMETER.matcher(template);
    int from = 0;
    while (parameter.find()) {
      pattern.append(Pattern.quote(template.substring(from, parameter.start())));
      pattern.append(REST.equals(parameter.group(1)) ? ".+" : "[^/]+");
      from = parameter.end();
    }
    return Pattern.compile(pattern + Pattern.quote(template.substring(from)));
  }
}
