package dev.cartulary.source;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and judges the {@code sources:} block of the configuration. */
public final class SourceSettings {

  private static final String BLOCK = "sources";

  private final DefinitionReading reading;
  private final List<SourceDefinition> sources = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  private SourceSettings(Path base) {
    this.reading = DefinitionReading.of(DefinitionOrigin.CONFIG, base.toAbsolutePath());
  }

  /**
   * What the configuration says.
   *
   * @param sources in its order; a place to publish to and the sample where neither sources nor
   *     registries are configured
   * @param builtin whether nothing is configured
   * @param findings what is wrong; where there is anything, the sources are not to be used
   */
  public record Resolution(
      List<SourceDefinition> sources, boolean builtin, List<Finding> findings) {

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
          : new Resolution(
              List.of(SourceDefinition.published(), SourceDefinition.sample()), true, List.of());
    }
    SourceSettings reading = new SourceSettings(settings.fileDirectory());
    nodes.forEach(reading::readSource);
    return new Resolution(
        List.copyOf(reading.sources), false, List.copyOf(reading.reading.findings()));
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
    } else if (!SourceReader.isLabel(name)) {
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
    Optional<String> name = readName(node, names, reading.findings());
    Optional<SourceDefinition> source = SourceReader.read(name.orElse(""), node, reading);
    if (name.isPresent()) {
      source.ifPresent(sources::add);
    }
  }
}
