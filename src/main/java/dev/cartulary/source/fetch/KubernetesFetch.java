package dev.cartulary.source.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.source.format.CatalogException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The MCP servers that run in a Kubernetes cluster, as ToolHive's operator describes them. All are
 * listed at each fetch; in between they are watched, so that a change is seen at once. The state is
 * a hash of what was listed.
 */
public final class KubernetesFetch implements Fetch {

  /** The API group of ToolHive's resources. */
  static final String GROUP = "toolhive.stacklok.dev";

  /** The plural of each resource, and its kind. */
  private static final Map<String, String> RESOURCES =
      new LinkedHashMap<>(
          Map.of(
              "mcpservers",
              "MCPServer",
              "virtualmcpservers",
              "VirtualMCPServer",
              "mcpremoteproxies",
              "MCPRemoteProxy"));

  private static final int ON_A_PAGE = 500;
  private static final int MOST_PAGES = 10_000;

  private final KubernetesCluster cluster;
  private final List<String> namespaces;
  private final KubernetesWatch watch;

  /**
   * A cluster.
   *
   * @param namespaces where servers are looked for; empty for all
   */
  public KubernetesFetch(KubernetesCluster cluster, List<String> namespaces) {
    this.cluster = cluster;
    this.namespaces = List.copyOf(namespaces);
    this.watch = new KubernetesWatch(cluster);
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) {
    return true;
  }

  @Override
  public void onNews(Runnable wake) {
    watch.onNews(wake);
  }

  @Override
  public void close() {
    watch.close();
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    String version = version();
    List<KubernetesServer> servers = new ArrayList<>();
    Map<String, String> watched = new LinkedHashMap<>();
    for (Map.Entry<String, String> resource : RESOURCES.entrySet()) {
      for (String namespace :
          namespaces.isEmpty() ? Collections.<@Nullable String>singletonList(null) : namespaces) {
        String path = KubernetesCluster.path(version, resource.getKey(), namespace);
        list(path, resource.getValue(), servers)
            .ifPresent(resourceVersion -> watched.put(path, resourceVersion));
      }
    }
    watch.from(watched);
    servers.sort((a, b) -> a.place().compareTo(b.place()));
    String next =
        Digest.of(String.join("\n", servers.stream().map(KubernetesServer::fingerprint).toList()));
    if (next.equals(state)) {
      return Fetched.unchanged(state);
    }
    for (KubernetesServer server : servers) {
      if (server.problem().isPresent()) {
        into.refuse(server.place(), server.problem().get());
      } else {
        into.take(
            server.place(),
            server.document().getBytes(StandardCharsets.UTF_8),
            server.claims().orElse(null));
      }
    }
    return Fetched.whole(next);
  }

  /** The version of the group that the cluster prefers. */
  private String version() throws CatalogException {
    return cluster
        .get("/apis/" + GROUP)
        .map(group -> group.at("/preferredVersion/version").asText())
        .filter(version -> !version.isEmpty())
        .orElseThrow(() ->
            new CatalogException(
                "the cluster has no resources of " + GROUP + ": ToolHive's operator is not there"));
  }

  /**
   * Lists the resources that are meant for a registry.
   *
   * @return since when a watch goes on; empty where the cluster does not know the resource
   */
  private Optional<String> list(String path, String kind, List<KubernetesServer> into)
      throws CatalogException {
    String next = "";
    String since = "";
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Optional<JsonNode> page =
          cluster.get(
              path
                  + "?limit="
                  + ON_A_PAGE
                  + (next.isEmpty() ? "" : "&continue=" + KubernetesCluster.encoded(next)));
      if (page.isEmpty()) {
        return Optional.empty();
      }
      page.get()
          .path("items")
          .forEach(item -> KubernetesServer.of(kind, item).ifPresent(into::add));
      JsonNode metadata = page.get().path("metadata");
      since = metadata.path("resourceVersion").asText(since);
      next = metadata.path("continue").asText("");
      if (next.isEmpty()) {
        return Optional.of(since);
      }
    }
    throw new CatalogException(path + ": the list does not end");
  }
}
