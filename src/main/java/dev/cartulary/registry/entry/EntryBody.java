package dev.cartulary.registry.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.ClaimRules;
import dev.cartulary.config.Finding;
import dev.cartulary.config.JsonTree;
import dev.cartulary.http.RequestText;
import dev.cartulary.http.body.RequestJson;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.source.DefinitionBody;
import dev.cartulary.source.DefinitionJson;
import dev.cartulary.source.format.EntryType;
import dev.cartulary.source.format.PublishedText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be published, and where.
 *
 * @param type of the entry, as the member with its document says
 * @param name {@code namespace/name}, not checked yet; empty where the document has none
 * @param version not checked yet; empty where the document has none
 * @param document as it was sent, without whitespace between tokens
 * @param source the managed source that is to keep it
 * @param registry the one whose first managed source is to keep it
 * @param claims whose tokens shall see it, as JSON
 */
record EntryBody(
    EntryType type,
    String name,
    String version,
    String document,
    Optional<String> source,
    Optional<String> registry,
    Optional<String> claims) {

  private static final String SOURCE = "source";
  private static final String REGISTRY = "registry";
  private static final String CLAIMS = "claims";
  private static final Set<String> OTHERS = Set.of(SOURCE, REGISTRY, CLAIMS);

  /**
   * Reads the body of a request.
   *
   * @throws ProblemException invalid JSON; an invalid request that names each wrong member
   */
  static EntryBody read(byte[] body) {
    if (!(RequestJson.parse(body) instanceof ObjectNode object)) {
      throw ProblemException.invalid("body", "write a JSON object");
    }
    FieldErrors errors = new FieldErrors();
    List<EntryType> types =
        Arrays.stream(EntryType.values()).filter(one -> object.has(one.text())).toList();
    object
        .fieldNames()
        .forEachRemaining(member -> {
          if (!OTHERS.contains(member) && types.stream().noneMatch(t -> t.text().equals(member))) {
            errors.add(
                member,
                "is not known here; known are server, skill, plugin, source, registry, claims");
          }
        });
    if (types.size() != 1) {
      errors.add("body", "write exactly one of server, skill and plugin, with the document");
    } else if (!object.path(types.get(0).text()).isObject()) {
      errors.add(types.get(0).text(), "write the document, a JSON object");
    }
    Optional<String> source = text(object, SOURCE, errors);
    Optional<String> registry = text(object, REGISTRY, errors);
    if (source.isPresent() && registry.isPresent()) {
      errors.add(SOURCE, "give source or registry, not both");
    }
    errors.finish();
    EntryType type = types.get(0);
    JsonNode tree = object.path(type.text());
    String sent = new String(body, StandardCharsets.UTF_8);
    return new EntryBody(
        type,
        name(type, tree),
        tree.path("version").asText(""),
        PublishedText.member(sent, type.text()).orElseThrow(),
        source,
        registry,
        claims(object));
  }

  private static Optional<String> text(ObjectNode object, String member, FieldErrors errors) {
    JsonNode value = object.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      errors.add(member, "write a name, or leave it out");
      return Optional.empty();
    }
    return Optional.of(RequestText.storable(member, value.textValue()));
  }

  /** Skills and plugins carry the two parts of their name apart. */
  private static String name(EntryType type, JsonNode tree) {
    String name = tree.path("name").asText("");
    return type == EntryType.SERVER || name.isEmpty()
        ? name
        : tree.path("namespace").asText("") + "/" + name;
  }

  /** Claims as they are stored; empty where the member is left out or null. */
  private static Optional<String> claims(ObjectNode object) {
    if (object.path(CLAIMS).isMissingNode() || object.path(CLAIMS).isNull()) {
      return Optional.empty();
    }
    List<Finding> findings = new ArrayList<>();
    ClaimRules rules = ClaimRules.read(JsonTree.of(object).under(CLAIMS), findings);
    DefinitionBody.refuse(findings);
    return Optional.of(DefinitionJson.claims(rules).toString());
  }

  /** Claims of a body that has nothing else; empty for null. */
  static Optional<String> onlyClaims(byte[] body) {
    if (!(RequestJson.parse(body) instanceof ObjectNode object)
        || !object.has(CLAIMS)
        || object.size() != 1) {
      throw ProblemException.invalid(
          "body",
          "write {\"claims\": …} with a claim map, a list of them, or null, and nothing else");
    }
    return claims(object);
  }
}
