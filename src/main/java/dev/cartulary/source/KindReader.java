package dev.cartulary.source;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.source.SourceKind.CatalogDocument;
import dev.cartulary.source.SourceKind.KubernetesCluster;
import dev.cartulary.source.SourceKind.UpstreamRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads where the entries of a source come from: exactly one of a few blocks. */
final class KindReader {

  private static final List<String> KINDS = List.of("file", "git", "api", "managed", "kubernetes");
  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration API_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FULL_SYNC = Duration.ofDays(1);
  private static final String TIMEOUT_FIX = "Write how long one answer may take, for example 10s";
  private static final String PATH = "path";
  private static final String URL = "url";
  private static final String DATA = "data";
  private static final int MOST_DATA = 1024 * 1024;

  private final DefinitionReading reading;

  KindReader(DefinitionReading reading) {
    this.reading = reading;
  }

  /** The kind; empty where it is wrong. */
  Optional<SourceKind> read(ConfigNode node) {
    if (reading.origin() == DefinitionOrigin.BUILTIN && node.entries().containsKey("builtin")) {
      return Optional.of(new SourceKind.Builtin());
    }
    List<String> given = KINDS.stream().filter(node.entries()::containsKey).toList();
    if (given.size() != 1) {
      reading.wrong(
          given.isEmpty() ? node : node.under(given.get(1)),
          null,
          given.isEmpty()
              ? "it does not say where its entries come from"
              : "the source has " + String.join(" and ", given) + " already, and can have only one",
          "Write exactly one of file, git, api, managed and kubernetes below it");
      return Optional.empty();
    }
    ConfigNode block = node.under(given.get(0));
    return switch (given.get(0)) {
      case "file" -> document(block).map(SourceKind.class::cast);
      case "git" -> new GitReader(reading).read(block).map(SourceKind.class::cast);
      case "api" -> upstream(block).map(SourceKind.class::cast);
      case "kubernetes" -> Optional.of(cluster(block));
      default -> managed(block);
    };
  }

  private Optional<SourceKind> managed(ConfigNode block) {
    if (!block.entries().isEmpty() || !block.items().isEmpty() || block.scalar().isPresent()) {
      reading.wrong(block, null, "it takes no settings", "Write managed: {}");
    }
    return Optional.of(new SourceKind.Managed());
  }

  private Optional<CatalogDocument> document(ConfigNode block) {
    List<String> given =
        List.of(PATH, URL, DATA).stream().filter(block.entries()::containsKey).toList();
    if (given.size() != 1) {
      reading.wrong(
          block,
          null,
          given.isEmpty()
              ? "it names no file"
              : "it has " + String.join(" and ", given) + ", and can have only one",
          reading.isApi()
              ? "Write one of file.path, file.url and file.data"
              : "Write the catalog's path as file.path below it, or its address as file.url");
      return Optional.empty();
    }
    Optional<Path> path = reading.path(block, PATH, "Write the path of the catalog file");
    Optional<URI> url =
        reading.url(block, URL, Set.of("https", "http"), "https://example.com/catalog.json");
    Optional<String> data = data(block);
    Duration timeout =
        reading
            .duration(block, "timeout", NO_TIME, LONGEST_TIMEOUT, TIMEOUT_FIX)
            .orElse(FILE_TIMEOUT);
    return path.isPresent() || url.isPresent() || data.isPresent()
        ? Optional.of(new CatalogDocument(path, url, data, timeout))
        : Optional.empty();
  }

  private Optional<String> data(ConfigNode block) {
    Optional<String> data = reading.text(block, DATA, "Write the catalog as one text");
    if (data.isPresent() && reading.origin() == DefinitionOrigin.CONFIG) {
      reading.wrong(
          block.under(DATA),
          null,
          "a catalog inside a definition is for sources that are made over the API",
          "Put the catalog into a file and write file.path");
      return Optional.empty();
    }
    if (data.isPresent() && data.get().length() > MOST_DATA) {
      reading.wrong(
          block.under(DATA),
          null,
          "it is larger than 1 MiB",
          "Put the catalog where a URL leads to it and write file.url");
      return Optional.empty();
    }
    return block.get(DATA).flatMap(ConfigNode::scalar).filter(d -> data.isPresent());
  }

  private Optional<UpstreamRegistry> upstream(ConfigNode block) {
    Duration timeout =
        reading
            .duration(block, "timeout", NO_TIME, LONGEST_TIMEOUT, TIMEOUT_FIX)
            .orElse(API_TIMEOUT);
    Duration full =
        reading
            .duration(
                block,
                "fullSyncInterval",
                Duration.ofMinutes(1),
                Duration.ofDays(30),
                "Write how often everything is read, for example 1d")
            .orElse(FULL_SYNC);
    Optional<Path> token = reading.secretFile(block, "tokenFile");
    if (!block.entries().containsKey("endpoint")) {
      reading.wrong(
          block, null, "it names no endpoint", "Write the registry's base URL as api.endpoint");
      return Optional.empty();
    }
    return reading
        .url(block, "endpoint", Set.of("https", "http"), "https://registry.example.com")
        .filter(url -> isBase(block, url) && isSafe(block, url, token))
        .map(url -> new UpstreamRegistry(withoutSlash(url), timeout, full, token));
  }

  private boolean isBase(ConfigNode block, URI url) {
    String path = Optional.ofNullable(url.getPath()).orElse("");
    if (url.getRawQuery() == null && !path.matches(".*/v0(\\.1)?(/.*)?")) {
      return true;
    }
    reading.wrong(
        block.under("endpoint"),
        url.toString(),
        "it is not the base URL of a registry",
        "Write what stands before /v0.1, without a query");
    return false;
  }

  private boolean isSafe(ConfigNode block, URI url, Optional<Path> token) {
    if (token.isEmpty() || !"http".equalsIgnoreCase(url.getScheme()) || isLoopback(url)) {
      return true;
    }
    reading.wrong(
        block.under("endpoint"),
        url.toString(),
        "the token would be sent in clear",
        "Write an https URL, or remove api.tokenFile");
    return false;
  }

  private static boolean isLoopback(URI url) {
    return Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
  }

  private static URI withoutSlash(URI url) {
    return URI.create(url.toString().replaceAll("/+$", ""));
  }

  private KubernetesCluster cluster(ConfigNode block) {
    List<String> namespaces = block.texts("namespaces", reading.findings());
    ConfigNode list = block.get("namespaces").orElse(block);
    for (int i = 0; i < namespaces.size(); i++) {
      if (!namespaces.get(i).isBlank() && !SourceReader.isLabel(namespaces.get(i))) {
        reading.wrong(
            list.items().get(i),
            namespaces.get(i),
            "it is not the name of a namespace",
            "Write lower-case letters, digits and hyphens");
      }
    }
    return new KubernetesCluster(namespaces);
  }
}
