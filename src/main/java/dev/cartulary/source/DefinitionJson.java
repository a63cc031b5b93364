package dev.cartulary.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.ClaimRules;
import dev.cartulary.access.Visibility;
import dev.cartulary.config.DurationText;
import dev.cartulary.config.JsonTree;
import dev.cartulary.source.SourceKind.CatalogDocument;
import dev.cartulary.source.SourceKind.GitRepository;
import dev.cartulary.source.SourceKind.KubernetesCluster;
import dev.cartulary.source.SourceKind.UpstreamRegistry;
import dev.cartulary.source.format.EntryFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Definitions as JSON, with the keys of the configuration: as the database keeps them and the API
 * shows them. Credentials are never in them, only the paths of their files.
 */
public final class DefinitionJson {

  private static final JsonMapper JSON = new JsonMapper();

  private DefinitionJson() {}

  /** A source, without its name. */
  public static ObjectNode of(SourceDefinition source) {
    ObjectNode json = JSON.createObjectNode();
    json.set(source.kind().word(), kind(source.kind()));
    if (!(source.kind() instanceof SourceKind.Managed)) {
      json.putObject("syncPolicy").put("interval", DurationText.of(source.interval()));
    }
    filter(json, source.filter());
    json.put("validation", source.validation().word());
    visibility(json, source.visibility());
    source
        .network()
        .authorities()
        .ifPresent(file -> json.put(SourceNetwork.AUTHORITIES, file.toString()));
    return json.put(SourceNetwork.PRIVATE_ADDRESSES, source.network().privateAddresses());
  }

  /** Adds who sees something. */
  public static void visibility(ObjectNode json, Visibility visibility) {
    json.put("public", visibility.everybody());
    if (!visibility.claims().isEmpty()) {
      json.set("claims", claims(visibility.claims()));
    }
    texts(json, "roles", visibility.roles());
    texts(json, "teams", visibility.teams());
  }

  /** Claim maps, as a list. */
  public static ArrayNode claims(ClaimRules rules) {
    ArrayNode maps = JSON.createArrayNode();
    for (Map<String, Set<String>> map : rules.maps()) {
      ObjectNode claims = maps.addObject();
      new TreeMap<>(map).forEach((claim, values) -> texts(claims, claim, values));
    }
    return maps;
  }

  /**
   * A definition that was stored; a source that this program cannot read is seen by nobody but
   * those who see all.
   */
  static SourceDefinition source(String name, String kind, Optional<String> stored) {
    return stored
        .map(DefinitionJson::parse)
        .flatMap(json -> read(name, json))
        .orElseGet(() -> SourceDefinition.unreadable(name, kind));
  }

  private static Optional<SourceDefinition> read(String name, JsonNode json) {
    DefinitionReading reading = DefinitionReading.of(DefinitionOrigin.BUILTIN, Path.of("/"));
    return SourceReader.read(name, JsonTree.of(json), reading);
  }

  /** What was stored as JSON; an empty object where it is none. */
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private static ObjectNode kind(SourceKind kind) {
    ObjectNode json = JSON.createObjectNode();
    if (kind instanceof CatalogDocument document) {
      document.path().ifPresent(path -> json.put("path", path.toString()));
      document.url().ifPresent(url -> json.put("url", url.toString()));
      document.data().ifPresent(data -> json.put("data", data));
      json.put("timeout", DurationText.of(document.timeout()));
    } else if (kind instanceof GitRepository git) {
      git(json, git);
    } else if (kind instanceof UpstreamRegistry upstream) {
      json.put("endpoint", upstream.endpoint().toString());
      json.put("timeout", DurationText.of(upstream.timeout()));
      json.put("fullSyncInterval", DurationText.of(upstream.fullSyncInterval()));
      upstream.tokenFile().ifPresent(file -> json.put("tokenFile", file.toString()));
    } else if (kind instanceof KubernetesCluster cluster) {
      cluster.namespaces().forEach(json.putArray("namespaces")::add);
    }
    return json;
  }

  private static void git(ObjectNode json, GitRepository git) {
    json.put("repository", git.repository());
    git.revision().branch().ifPresent(branch -> json.put("branch", branch));
    git.revision().tag().ifPresent(tag -> json.put("tag", tag));
    git.revision().commit().ifPresent(commit -> json.put("commit", commit));
    json.put("path", git.path());
    ObjectNode auth = JSON.createObjectNode();
    git.username().ifPresent(name -> auth.put("username", name));
    git.passwordFile().ifPresent(file -> auth.put("passwordFile", file.toString()));
    git.keyFile().ifPresent(file -> auth.put("keyFile", file.toString()));
    git.knownHostsFile().ifPresent(file -> auth.put("knownHostsFile", file.toString()));
    if (!auth.isEmpty()) {
      json.set("auth", auth);
    }
  }

  private static void filter(ObjectNode json, EntryFilter filter) {
    if (filter.equals(EntryFilter.NONE)) {
      return;
    }
    ObjectNode both = json.putObject("filter");
    patterns(
        both, "names", Map.of("include", filter.includeNames(), "exclude", filter.excludeNames()));
    patterns(
        both, "tags", Map.of("include", filter.includeTags(), "exclude", filter.excludeTags()));
  }

  private static void patterns(ObjectNode json, String key, Map<String, List<String>> lists) {
    if (lists.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    ObjectNode both = json.putObject(key);
    for (String side : List.of("include", "exclude")) {
      List<String> texts = lists.getOrDefault(side, List.of());
      if (!texts.isEmpty()) {
        texts.forEach(both.putArray(side)::add);
      }
    }
  }

  private static void texts(ObjectNode json, String key, Collection<String> texts) {
    if (!texts.isEmpty()) {
      List<String> sorted = new ArrayList<>(texts);
      sorted.sort(null);
      sorted.forEach(json.putArray(key)::add);
    }
  }
}
