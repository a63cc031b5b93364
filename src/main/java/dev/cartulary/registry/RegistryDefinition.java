package dev.cartulary.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.ClaimRules;
import dev.cartulary.access.Visibility;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.config.JsonTree;
import dev.cartulary.source.DefinitionJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registry as the configuration or somebody over the API describes it.
 *
 * @param name an RFC 1123 label, unique
 * @param sources the names of its sources; the first that has a name wins it
 * @param visibility who sees it
 */
public record RegistryDefinition(String name, List<String> sources, Visibility visibility) {

  /** The registry behind {@code /v0.1}, where there is one of this name. */
  static final String DEFAULT = "default";

  /** Who sees what cannot be read: nobody but those who see all. */
  private static final Visibility NOBODY =
      new Visibility(false, ClaimRules.NOBODY, Set.of(""), Set.of());

  public RegistryDefinition {
    sources = List.copyOf(sources);
  }

  boolean shows(String source) {
    return sources.contains(source);
  }

  /** Without its name, with the keys of the configuration. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    sources.forEach(json.putArray("sources")::add);
    DefinitionJson.visibility(json, visibility);
    return json;
  }

  /** What was stored; one that this program cannot read is seen by nobody. */
  static RegistryDefinition stored(String name, Optional<String> json) {
    List<Finding> findings = new ArrayList<>();
    ConfigNode node = JsonTree.of(DefinitionJson.parse(json.orElse("{}")));
    List<String> sources = node.texts("sources", findings);
    Visibility visibility = Visibility.read(node, findings);
    return json.isPresent() && findings.isEmpty()
        ? new RegistryDefinition(name, sources, visibility)
        : new RegistryDefinition(name, sources, NOBODY);
  }
}
