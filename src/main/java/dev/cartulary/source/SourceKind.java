package dev.cartulary.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where a source's entries come from, with what it takes to get them. */
public sealed interface SourceKind {

  /** The word in the configuration, the API and the database: {@code file}. */
  String word();

  /** For a message: what is read. Never a secret. */
  String location();

  /** The sample catalog inside the program. */
  record Builtin() implements SourceKind {
    @Override
    public String word() {
      return "builtin";
    }

    @Override
    public String location() {
      return "the sample catalog inside the program";
    }
  }

  /**
   * What this program cannot read: another one has written it.
   *
   * @param word its kind, as it was stored
   */
  record Unreadable(String word) implements SourceKind {
    @Override
    public String location() {
      return "a place that this version does not know";
    }
  }

  /** What people and pipelines publish to this server. */
  record Managed() implements SourceKind {
    @Override
    public String word() {
      return "managed";
    }

    @Override
    public String location() {
      return "this server";
    }
  }

  /**
   * A catalog as one document. Exactly one of path, url and data is present.
   *
   * @param data the catalog itself, given where the source was made
   * @param timeout for all of a download
   */
  record CatalogDocument(
      Optional<Path> path, Optional<URI> url, Optional<String> data, Duration timeout)
      implements SourceKind {

    /** A file. */
    static CatalogDocument of(Path path) {
      return new CatalogDocument(
          Optional.of(path), Optional.empty(), Optional.empty(), Duration.ofSeconds(30));
    }

    @Override
    public String word() {
      return "file";
    }

    @Override
    public String location() {
      return path.map(Path::toString)
          .or(() -> url.map(URI::toString))
          .orElse("the catalog in its definition");
    }
  }

  /**
   * Catalog files in a git repository.
   *
   * @param repository its URL: https, ssh or file
   * @param revision what is read; the remote's default branch where nothing is said
   * @param path a file or a directory in it; {@code registry.json} by default
   * @param username with passwordFile: who logs in over https
   * @param passwordFile holds the password or token
   * @param keyFile the private key for ssh
   * @param knownHostsFile the host keys that are trusted for ssh
   */
  record GitRepository(
      String repository,
      Revision revision,
      String path,
      Optional<String> username,
      Optional<Path> passwordFile,
      Optional<Path> keyFile,
      Optional<Path> knownHostsFile)
      implements SourceKind {

    /** At most one is present. */
    public record Revision(
        Optional<String> branch, Optional<String> tag, Optional<String> commit) {}

    @Override
    public String word() {
      return "git";
    }

    @Override
    public String location() {
      return repository;
    }
  }

  /**
   * Another MCP registry.
   *
   * @param endpoint its base URL, without {@code /v0.1}
   * @param timeout for one page
   * @param fullSyncInterval how often all of it is read; in between, only what has changed
   * @param tokenFile holds the bearer token that it asks for
   */
  record UpstreamRegistry(
      URI endpoint, Duration timeout, Duration fullSyncInterval, Optional<Path> tokenFile)
      implements SourceKind {
    @Override
    public String word() {
      return "api";
    }

    @Override
    public String location() {
      return endpoint.toString();
    }
  }

  /**
   * The MCP servers that run in a Kubernetes cluster.
   *
   * @param namespaces where they are looked for; empty for all
   */
  record KubernetesCluster(List<String> namespaces) implements SourceKind {

    public KubernetesCluster {
      namespaces = List.copyOf(namespaces);
    }

    @Override
    public String word() {
      return "kubernetes";
    }

    @Override
    public String location() {
      return "the Kubernetes cluster";
    }
  }
}
