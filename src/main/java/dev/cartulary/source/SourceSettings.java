package dev.cartulary.source;

import dev.cartulary.access.Visibility;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.DurationText;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import dev.cartulary.source.format.EntryFilter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and judges the {@code sources:} block of the configuration. */
public final class SourceSettings {

  private static final String BLOCK = "sources";
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration GREATEST_INTERVAL = Duration.ofDays(1);
  private static final List<String> OTHER_KINDS = List.of("git", "api", "managed", "kubernetes");
  private static final List<String> REMOTE_KEYS = List.of("url", "timeout");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private final Path base;
  private final List<SourceDefinition> sources = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  private SourceSettings(Path base) {
    this.base = base;
  }

  /**
   * What the configuration says.
   *
   * @param sources in its order; the sample alone where neither sources nor registries are
   *     configured
   * @param sample whether it is the sample
   * @param findings what is wrong; where there is anything, the sources are not to be used
   */
  public record Resolution(List<SourceDefinition> sources, boolean sample, List<Finding> findings) {

    /** The names of the sources, in their order. */
    public List<String> names() {
      return sources.stream().map(SourceDefinition::name).toList();
    }
  }

  /** Reads the block; every problem is a finding, all at once. */
  public static Resolution resolve(Settings settings) {
    return settings.once(Resolution.class, SourceSettings::read);
  }

  private static Resolution read(Settings settings) {
    List<ConfigNode> nodes = settings.list(BLOCK).items();
    if (nodes.isEmpty()) {
      boolean registries = !settings.list("registries").items().isEmpty();
      return registries
          ? new Resolution(List.of(), false, List.of())
          : new Resolution(List.of(SourceDefinition.sample()), true, List.of());
    }
    SourceSettings reading = new SourceSettings(settings.fileDirectory());
    nodes.forEach(reading::readSource);
    return new Resolution(List.copyOf(reading.sources), false, List.copyOf(reading.findings));
  }

  /**
   * A name as sources and registries have it: an RFC 1123 label of 1 to 63 characters.
   *
   * @param node the list's item that should have the name
   * @param taken the places of the names that were read before, to which this one is added
   */
  public static Optional<String> readName(
      ConfigNode node, Map<String, String> taken, List<Finding> findings) {
    ConfigNode given = node.get("name").orElse(node);
    String name = node.text("name").orElse("");
    if (name.isEmpty()) {
      findings.add(
          new Finding(given.place(), null, "it has no name", "Give it a name such as my-catalog"));
    } else if (!LABEL.matcher(name).matches()) {
      findings.add(
          new Finding(
              given.place(),
              name,
              "it is not a name of 1 to 63 lower-case letters, digits and hyphens that starts and"
                  + " ends with a letter or digit (RFC 1123)",
              "Use a name such as my-catalog"));
    } else if (taken.containsKey(name)) {
      findings.add(
          new Finding(
              given.place(), name, taken.get(name) + " has the same name", "Use each name once"));
    } else {
      taken.put(name, given.place());
      return Optional.of(name);
    }
    return Optional.empty();
  }

  private void readSource(ConfigNode node) {
    int before = findings.size();
    Optional<String> name = readName(node, names, findings);
    Visibility visibility = Visibility.read(node, findings);
    refuseOtherKinds(node);
    Optional<Path> path = readPath(node);
    Duration interval = readInterval(node);
    EntryFilter filter =
        new EntryFilter(
            node.texts("filter.names.include", findings),
            node.texts("filter.names.exclude", findings),
            node.texts("filter.tags.include", findings),
            node.texts("filter.tags.exclude", findings));
    if (findings.size() == before && name.isPresent() && path.isPresent()) {
      sources.add(SourceDefinition.file(name.get(), path.get(), interval, filter, visibility));
    }
  }

  private void refuseOtherKinds(ConfigNode node) {
    for (String kind : OTHER_KINDS) {
      ConfigNode other = node.entries().get(kind);
      if (other != null) {
        findings.add(
            new Finding(
                other.place(),
                null,
                "this version serves file sources only",
                "Put the catalog into a file and write file.path"));
      }
    }
  }

  private Optional<Path> readPath(ConfigNode node) {
    Optional<ConfigNode> file = node.get("file");
    boolean remote = false;
    for (String key : REMOTE_KEYS) {
      ConfigNode given = file.map(f -> f.entries().get(key)).orElse(null);
      if (given != null) {
        remote = true;
        findings.add(
            new Finding(
                given.place(),
                null,
                "this version reads catalogs from the file system only",
                "Download the file and write file.path"));
      }
    }
    if (remote || OTHER_KINDS.stream().anyMatch(node.entries()::containsKey)) {
      return Optional.empty();
    }
    Optional<ConfigNode> path = node.at("file.path");
    String text = path.flatMap(ConfigNode::scalar).orElse("");
    String place = path.orElse(file.orElse(node)).place();
    if (text.isBlank()) {
      findings.add(
          new Finding(
              place, null, "it names no file", "Write the catalog's path as file.path below it"));
      return Optional.empty();
    }
    try {
      return Optional.of(base.resolve(text).normalize());
    } catch (InvalidPathException e) {
      findings.add(
          new Finding(place, text, "it is not a path", "Write the path of the catalog file"));
      return Optional.empty();
    }
  }

  private Duration readInterval(ConfigNode node) {
    Optional<ConfigNode> given = node.at("syncPolicy.interval");
    if (given.isEmpty()) {
      return SourceDefinition.DEFAULT_INTERVAL;
    }
    String text = given.get().scalar().orElse("");
    Optional<Duration> interval = DurationText.parse(text);
    if (interval.isPresent()
        && interval.get().compareTo(LEAST_INTERVAL) >= 0
        && interval.get().compareTo(GREATEST_INTERVAL) <= 0) {
      return interval.get();
    }
    findings.add(
        new Finding(
            given.get().place(),
            text,
            interval.isEmpty() ? "it is not a duration" : "it is not between 1s and 1d",
            "Write how often the file is looked at, for example 5s or 10m"));
    return SourceDefinition.DEFAULT_INTERVAL;
  }
}
