package dev.cartulary.access;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The paths of {@code auth.publicPaths}, below which everybody may read. What is encrypted stays
 * so, and nobody changes anything.
 *
 * @param paths without a slash at the end; the empty text stands for every path
 * @param findings what is wrong with them
 */
public record PublicPaths(List<String> paths, List<Finding> findings) {

  private static final String KEY = "publicPaths";
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<Permission> WITHOUT_REVEAL =
      Set.copyOf(
          EnumSet.complementOf(
              EnumSet.of(Permission.METADATA_REVEAL, Permission.METADATA_REVEAL_OWN)));

  public PublicPaths {
    paths = List.copyOf(paths);
    findings = List.copyOf(findings);
  }

  /** Reads the list. */
  public static PublicPaths resolve(Settings settings) {
    return settings.once(PublicPaths.class, PublicPaths::read);
  }

  private static PublicPaths read(Settings settings) {
    ConfigNode auth = settings.list("auth");
    List<Finding> findings = new ArrayList<>();
    List<String> paths = auth.texts(KEY, findings);
    for (ConfigNode item : auth.items(KEY)) {
      String path = item.scalar().orElse("");
      if (!path.isBlank() && !path.matches("/[^?#*\\s]*")) {
        findings.add(
            new Finding(
                item.place(),
                path,
                "it is no path: it must start with / and have no query and no pattern",
                "Write for example /v1/metadata/system:global; what is below it is public too"));
      }
    }
    return new PublicPaths(
        paths.stream().map(path -> path.replaceFirst("/+$", "")).toList(), findings);
  }

  /**
   * Who the caller of a request is taken for: below a public path, and for a request that only
   * reads, one with the permissions for it.
   *
   * @param path as requests are routed by: without dot segments
   */
  public Principal admit(Principal caller, String method, String path) {
    return READS.contains(method) && covers(path) ? caller.with(WITHOUT_REVEAL) : caller;
  }

  private boolean covers(String path) {
    return paths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + '/'));
  }
}
