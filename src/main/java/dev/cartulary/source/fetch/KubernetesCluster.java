package dev.cartulary.source.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import dev.cartulary.source.format.CatalogException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The API server of the cluster that this process runs in, asked as its service account. */
public final class KubernetesCluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final int LARGEST_PAGE = 64 * 1024 * 1024;
  private static final Limits LISTS =
      new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 0);

  /** A watch is silent for as long as nothing changes; the server ends it after five minutes. */
  private static final Limits WATCHES =
      new Limits(Duration.ofSeconds(10), Duration.ofMinutes(6), Duration.ofMinutes(10), 0);

  private final Optional<URI> server;
  private final RemoteClient lists;
  private final RemoteClient watches;

  /** An API server; empty where this process runs in no cluster. */
  public KubernetesCluster(Optional<URI> server, Access access) {
    this.server = server;
    this.lists = new RemoteClient(access, LISTS);
    this.watches = new RemoteClient(access, WATCHES);
  }

  /** The cluster that the environment of this process tells of. */
  public static KubernetesCluster around(Map<String, String> environment) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    Optional<URI> server =
        host.isEmpty()
            ? Optional.empty()
            : Optional.of(
                URI.create(
                    "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port));
    return new KubernetesCluster(
        server,
        new Access(
            Optional.of(ACCOUNT.resolve("ca.crt")),
            Optional.of(ACCOUNT.resolve("token")),
            true,
            false));
  }

  /** Where a resource is listed, in one namespace or in all. */
  static String path(String version, String plural, @Nullable String namespace) {
    return "/apis/"
        + KubernetesFetch.GROUP
        + "/"
        + version
        + (namespace == null ? "" : "/namespaces/" + encoded(namespace))
        + "/"
        + plural;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Gets a document.
   *
   * @return empty where the cluster has nothing of the kind
   */
  Optional<JsonNode> get(String path) throws CatalogException {
    URI url = url(path);
    try (RemoteResponse response = lists.send(RemoteRequest.get(url, "application/json"))) {
      if (response.status() == 404) {
        return Optional.empty();
      }
      if (response.status() == 410) {
        throw new CatalogException("the list has changed while it was read; it is read again");
      }
      RemoteAnswers.requireOk(url, response);
      return Optional.of(JSON.readTree(response.bytes(LARGEST_PAGE)));
    } catch (JsonProcessingException e) {
      throw new CatalogException(url + " does not answer with JSON", e);
    } catch (FetchFailed | java.io.IOException e) {
      throw new CatalogException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Opens a watch; the answer is to be closed. */
  RemoteResponse watch(String path) throws FetchFailed, CatalogException {
    return watches.send(RemoteRequest.get(url(path), "application/json"));
  }

  private URI url(String path) throws CatalogException {
    return URI.create(
        server.orElseThrow(() ->
            new CatalogException(
                "this process does not run in a Kubernetes cluster"
                    + " (KUBERNETES_SERVICE_HOST is not set)"))
            + path);
  }
}
