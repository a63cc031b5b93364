package dev.cartulary.registry;

import dev.cartulary.access.Visibility;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Nearest;
import dev.cartulary.config.Settings;
import dev.cartulary.source.SourceSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and judges the {@code registries:} block of the configuration. */
public final class RegistrySettings {

  private static final String BLOCK = "registries";

  /** Every source that the configuration names, the wrongly described ones too. */
  private final Set<String> sources;

  private final List<RegistryDefinition> registries = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();

  private RegistrySettings(Set<String> sources) {
    this.sources = sources;
  }

  /**
   * What the configuration says.
   *
   * @param registries in its order; one named {@code default} with all sources where none is
   *     configured
   * @param builtin whether nothing is configured
   * @param findings what is wrong; where there is anything, the registries are not to be used
   */
  public record Resolution(
      List<RegistryDefinition> registries, boolean builtin, List<Finding> findings) {}

  /** Reads the block; every problem is a finding, all at once. */
  public static Resolution resolve(Settings settings) {
    return settings.once(Resolution.class, RegistrySettings::read);
  }

  private static Resolution read(Settings settings) {
    List<ConfigNode> nodes = settings.list(BLOCK).items();
    if (nodes.isEmpty()) {
      List<String> all = SourceSettings.resolve(settings).names();
      return new Resolution(
          List.of(new RegistryDefinition(RegistryDefinition.DEFAULT, all, Visibility.PUBLIC)),
          SourceSettings.resolve(settings).builtin(),
          List.of());
    }
    Set<String> sources = new LinkedHashSet<>();
    settings.list("sources").items().forEach(s -> s.text("name").ifPresent(sources::add));
    RegistrySettings reading = new RegistrySettings(sources);
    nodes.forEach(reading::readRegistry);
    return new Resolution(List.copyOf(reading.registries), false, List.copyOf(reading.findings));
  }

  private void readRegistry(ConfigNode node) {
    Optional<String> name = SourceSettings.readName(node, names, findings);
    Visibility visibility = Visibility.read(node, findings);
    List<String> chosen = readSources(node, sources, findings);
    name.ifPresent(n -> registries.add(new RegistryDefinition(n, chosen, visibility)));
  }

  /**
   * The names of a registry's sources.
   *
   * @param sources the names that there are
   * @param findings to which everything that is wrong is added
   */
  static List<String> readSources(ConfigNode node, Set<String> sources, List<Finding> findings) {
    List<ConfigNode> items = node.items("sources");
    Set<String> chosen = new LinkedHashSet<>();
    for (ConfigNode item : items) {
      readSource(item, sources, chosen, findings);
    }
    if (items.isEmpty()) {
      findings.add(
          new Finding(
              node.get("sources").orElse(node).place(),
              null,
              "the registry has no sources",
              "List the names of its sources under "
                  + (node.path().isEmpty() ? "" : node.path() + ".")
                  + "sources"));
    }
    return List.copyOf(chosen);
  }

  private static void readSource(
      ConfigNode item, Set<String> sources, Set<String> chosen, List<Finding> findings) {
    String source = item.scalar().orElse("");
    if (!sources.contains(source)) {
      String fix =
          sources.isEmpty()
              ? "Describe it under sources:"
              : "Describe it under sources:, or correct it. " + Nearest.advice(source, sources);
      findings.add(new Finding(item.place(), source, "there is no source of this name", fix));
    } else if (!chosen.add(source)) {
      findings.add(
          new Finding(
              item.place(), source, "the registry lists this source already", "List it once"));
    }
  }
}
