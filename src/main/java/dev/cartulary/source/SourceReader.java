package dev.cartulary.source;

import dev.cartulary.access.Visibility;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.source.SourceKind.CatalogDocument;
import dev.cartulary.source.SourceKind.GitRepository;
import dev.cartulary.source.SourceKind.UpstreamRegistry;
import dev.cartulary.source.format.EntryFilter;
import dev.cartulary.source.format.Validation;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a source is, wherever it is written: in the configuration or in a request. */
final class SourceReader {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration GREATEST_INTERVAL = Duration.ofDays(1);
  private static final String INTERVAL = "syncPolicy.interval";
  private static final String INTERVAL_FIX =
      "Write how often the source is looked at, for example 5s or 10m";

  private SourceReader() {}

  /**
   * Whether it is a name as sources, registries and namespaces of Kubernetes have it (RFC 1123).
   */
  static boolean isLabel(String name) {
    return LABEL.matcher(name).matches();
  }

  /**
   * The source; empty where something of it is wrong.
   *
   * @param reading to whose findings everything that is wrong is added
   */
  static Optional<SourceDefinition> read(String name, ConfigNode node, DefinitionReading reading) {
    int before = reading.findings().size();
    Visibility visibility = Visibility.read(node, reading.findings());
    Optional<SourceKind> kind = new KindReader(reading).read(node);
    Duration interval = interval(node, kind, reading);
    EntryFilter filter = filter(node, reading);
    Validation validation = validation(node, reading);
    SourceNetwork network =
        new SourceNetwork(
            reading.bool(node, SourceNetwork.PRIVATE_ADDRESSES, !reading.isApi()),
            reading.secretFile(node, SourceNetwork.AUTHORITIES));
    if (reading.findings().size() > before) {
      return Optional.empty();
    }
    return kind.map(
        k -> new SourceDefinition(name, k, interval, validation, filter, visibility, network));
  }

  private static Duration interval(
      ConfigNode node, Optional<SourceKind> kind, DefinitionReading reading) {
    if (kind.isPresent() && isRemote(kind.get()) && node.at(INTERVAL).isEmpty()) {
      reading.wrong(
          node.get("syncPolicy").orElse(node),
          null,
          "it does not say how often it is read",
          "Write " + INTERVAL + ", for example 1h");
    }
    return reading
        .duration(node, INTERVAL, LEAST_INTERVAL, GREATEST_INTERVAL, INTERVAL_FIX)
        .orElseGet(() -> kind.map(SourceReader::usual).orElse(SourceDefinition.DEFAULT_INTERVAL));
  }

  /** What others are asked for: how often is for the user to say. */
  private static boolean isRemote(SourceKind kind) {
    return kind instanceof GitRepository
        || kind instanceof UpstreamRegistry
        || (kind instanceof CatalogDocument document && document.url().isPresent());
  }

  private static Duration usual(SourceKind kind) {
    return kind instanceof SourceKind.KubernetesCluster
        ? SourceDefinition.DEFAULT_RELIST
        : SourceDefinition.DEFAULT_INTERVAL;
  }

  private static EntryFilter filter(ConfigNode node, DefinitionReading reading) {
    return new EntryFilter(
        node.texts("filter.names.include", reading.findings()),
        node.texts("filter.names.exclude", reading.findings()),
        node.texts("filter.tags.include", reading.findings()),
        node.texts("filter.tags.exclude", reading.findings()));
  }

  private static Validation validation(ConfigNode node, DefinitionReading reading) {
    Optional<ConfigNode> given = node.get("validation");
    String word = given.flatMap(ConfigNode::scalar).orElse(Validation.STRICT.word());
    Optional<Validation> validation = Validation.of(word);
    if (validation.isEmpty()) {
      reading.wrong(
          given.orElse(node),
          word,
          "there is no such way to check entries",
          "Write strict, lenient or none");
    }
    return validation.orElse(Validation.STRICT);
  }
}
