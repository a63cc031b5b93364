package dev.cartulary.http;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths by which a server is watched: probes, metrics, version, the description of the API.
 * They answer whatever state the server is in, to everybody, and without limit.
 */
public final class StatusPaths {

  private static final Set<String> SHORT =
      Set.of("/health", "/readiness", "/version", "/v0.1/health", "/v0.1/ping", "/v0.1/version");

  private static final Set<String> LONG =
      Set.of(
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/metrics",
          "/q/openapi");

  /** Those of the registry API are under each registry, too. */
  private static final Pattern OF_REGISTRY =
      Pattern.compile("/registry/[^/]+(/v0\\.1/(?:health|ping|version))");

  /** The label of every other path. */
  static final String UNKNOWN = "UNKNOWN";

  private StatusPaths() {}

  /** Whether the path, normalized, is one of them. */
  public static boolean contains(String path) {
    return path.equals("/q") || path.startsWith("/q/") || SHORT.contains(ofServer(path));
  }

  /** Whether the path, normalized, is served on MANAGEMENT_PORT. */
  public static boolean isManagement(String path) {
    return isManagementOnly(path)
        || path.equals("/health")
        || path.equals("/readiness")
        || path.equals("/version");
  }

  /** Whether the path, normalized, is served nowhere else, where MANAGEMENT_PORT is set. */
  public static boolean isManagementOnly(String path) {
    return path.equals("/q/health")
        || path.startsWith("/q/health/")
        || path.equals("/q/metrics")
        || path.startsWith("/q/metrics/");
  }

  /** What metrics call a path: one of a bounded set; {@code UNKNOWN} where it is none of these. */
  public static String label(String path) {
    if (path.startsWith("/q/swagger-ui")) {
      return "/q/swagger-ui";
    }
    String known = ofServer(path);
    return SHORT.contains(known) || LONG.contains(known) ? known : UNKNOWN;
  }

  private static String ofServer(String path) {
    Matcher matcher = OF_REGISTRY.matcher(path);
    return matcher.matches() ? matcher.group(1) : path;
  }
}
