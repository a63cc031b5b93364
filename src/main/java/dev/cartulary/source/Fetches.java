package dev.cartulary.source;

import dev.cartulary.remote.Access;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.source.fetch.Digest;
import dev.cartulary.source.fetch.Fetch;
import dev.cartulary.source.fetch.GitFetch;
import dev.cartulary.source.fetch.GivenDocument;
import dev.cartulary.source.fetch.KubernetesCluster;
import dev.cartulary.source.fetch.KubernetesFetch;
import dev.cartulary.source.fetch.LocalFile;
import dev.cartulary.source.fetch.RemoteFile;
import dev.cartulary.source.fetch.UpstreamRegistry;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** From a source's definition to the way in which its entries are got. */
final class Fetches {

  private static final String SAMPLE = "/sample/catalog.json";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration GIT_LIMIT = Duration.ofMinutes(10);
  private static final int REDIRECTS = 5;

  private Fetches() {}

  /** The way to get what a source has; empty for sources that others write to. */
  static Optional<Fetch> of(SourceDefinition definition) {
    SourceKind kind = definition.kind();
    if (kind instanceof SourceKind.Builtin) {
      return Optional.of(sample());
    }
    if (kind instanceof SourceKind.CatalogDocument document) {
      return document
          .path()
          .<Fetch>map(LocalFile::new)
          .or(() ->
              document
                  .url()
                  .map(url ->
                      new RemoteFile(
                          url, client(definition, document.timeout(), Optional.empty()))))
          .or(() -> document.data().map(Fetches::given));
    }
    if (kind instanceof SourceKind.UpstreamRegistry upstream) {
      return Optional.of(
          new UpstreamRegistry(
              upstream.endpoint(),
              upstream.fullSyncInterval(),
              client(definition, upstream.timeout(), upstream.tokenFile())));
    }
    if (kind instanceof SourceKind.GitRepository git) {
      return Optional.of(git(definition, git));
    }
    if (kind instanceof SourceKind.KubernetesCluster cluster) {
      return Optional.of(
          new KubernetesFetch(KubernetesCluster.around(System.getenv()), cluster.namespaces()));
    }
    return Optional.empty();
  }

  private static Fetch git(SourceDefinition definition, SourceKind.GitRepository git) {
    return new GitFetch(
        new GitFetch.Place(
            git.repository(),
            git.revision().branch(),
            git.revision().tag(),
            git.revision().commit(),
            git.path()),
        new GitFetch.Login(git.username(), git.passwordFile(), git.keyFile(), git.knownHostsFile()),
        client(definition, GIT_LIMIT, Optional.empty()),
        definition.network().privateAddresses());
  }

  /** Whether a look costs nothing but a look at this machine. */
  static boolean isLocal(SourceDefinition definition) {
    return definition.kind() instanceof SourceKind.Builtin
        || (definition.kind() instanceof SourceKind.CatalogDocument document
            && document.url().isEmpty());
  }

  /**
   * Of all that decides what is taken, besides the content. Where it is another one, everything is
   * read again. The path of a file is no part of it: processes may have it in different places.
   */
  static String fingerprint(SourceDefinition definition) {
    String kind = isLocal(definition) ? definition.kind().word() : definition.kind().toString();
    return Digest.of(
        String.join(
            "\n",
            "rules " + CatalogReader.RULES,
            kind,
            definition.validation().word(),
            definition.filter().toString()));
  }

  private static RemoteClient client(
      SourceDefinition definition, Duration timeout, Optional<Path> tokenFile) {
    return new RemoteClient(
        new Access(
            definition.network().authorities(),
            tokenFile,
            definition.network().privateAddresses(),
            true,
            SourceNetwork.PRIVATE_ADDRESSES + " is not true"),
        new Limits(CONNECT, timeout, timeout, REDIRECTS));
  }

  private static Fetch given(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    return new GivenDocument(() -> bytes);
  }

  private static Fetch sample() {
    return new GivenDocument(() -> {
      try (InputStream stream = Fetches.class.getResourceAsStream(SAMPLE)) {
        if (stream == null) {
          throw new CatalogException("the program was built without " + SAMPLE);
        }
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new CatalogException("the sample cannot be read: " + e.getMessage(), e);
      }
    });
  }
}
