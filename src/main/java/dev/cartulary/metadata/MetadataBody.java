package dev.cartulary.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.cartulary.http.Precondition;
import dev.cartulary.http.body.RequestJson;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies, and says of every part that is wrong where it is. It works on the JSON tree
 * and not on records, because data binding turns {@code 5} into {@code "5"}, passes over members
 * that it does not know, and stops at the first fault. No message shows a value.
 */
final class MetadataBody {

  /**
   * The body of a put, as the API description shows it. Where {@code encrypted} is left out, the
   * value stays what it was, and a new one is as METADATA_ENCRYPTED_KEYS asks for.
   */
  @Schema(name = "MetadataPut", requiredProperties = "value")
  record Put(String value, boolean encrypted) {}

  /** One set of a batch. {@code ifNoneMatch} is {@code *}: the item must be new. */
  @Schema(
      name = "MetadataBatchSet",
      requiredProperties = {"key", "value"})
  record BatchSet(
      String key, String value, boolean encrypted, String ifMatch, String ifNoneMatch) {}

  /** The body of a batch. */
  @Schema(name = "MetadataBatch")
  record Batch(List<BatchSet> set, List<String> delete) {}

  /** The body of a batchGet. */
  @Schema(name = "MetadataBatchGet", requiredProperties = "keys")
  record BatchGet(List<String> keys) {}

  private final FieldErrors errors = new FieldErrors();

  private MetadataBody() {}

  /**
   * The body of a put.
   *
   * @param encrypted null where it is left out
   */
  record Value(String value, @Nullable Boolean encrypted) {}

  /** What {@code {"value": "...", "encrypted": false}} says. */
  static Value value(byte[] bytes) {
    MetadataBody body = new MetadataBody();
    JsonNode object = body.object("", RequestJson.parse(bytes), Set.of("value", "encrypted"));
    Value value = new Value(body.value("", object), body.encrypted("", object));
    body.finish();
    return value;
  }

  /** The changes of {@code {"set": [...], "delete": [...]}}: the sets, then the deletes. */
  static List<MetadataChange> changes(byte[] bytes) {
    MetadataBody body = new MetadataBody();
    JsonNode object = body.object("", RequestJson.parse(bytes), Set.of("set", "delete"));
    JsonNode sets = body.array("set", object);
    JsonNode deletes = body.array("delete", object);
    body.checkCount("set", sets.size() + deletes.size(), "sets and deletes");
    List<MetadataChange> changes = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      body.set("set[" + i + "]", sets.get(i)).ifPresent(changes::add);
    }
    for (int i = 0; i < deletes.size(); i++) {
      String field = "delete[" + i + "]";
      body.key(field, deletes.get(i))
          .map(key -> MetadataChange.delete(field, key, Precondition.NONE))
          .ifPresent(changes::add);
    }
    body.finish();
    return changes;
  }

  /** The keys of {@code {"keys": [...]}}. */
  static List<MetadataKey> keys(byte[] bytes) {
    MetadataBody body = new MetadataBody();
    JsonNode names = body.array("keys", body.object("", RequestJson.parse(bytes), Set.of("keys")));
    body.checkCount("keys", names.size(), "keys");
    List<MetadataKey> keys = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      body.key("keys[" + i + "]", names.get(i)).ifPresent(keys::add);
    }
    body.finish();
    return keys;
  }

  private Optional<MetadataChange> set(String field, JsonNode node) {
    JsonNode object =
        object(field, node, Set.of("key", "value", "encrypted", "ifMatch", "ifNoneMatch"));
    if (!object.isObject()) {
      return Optional.empty();
    }
    int before = errors.count();
    Optional<MetadataKey> key = key(field + ".key", object.get("key"));
    String value = value(field + ".", object);
    Boolean encrypted = encrypted(field + ".", object);
    Precondition condition = condition(field, object);
    return key.filter(it -> errors.count() == before)
        .map(it -> MetadataChange.set(field, it, value, encrypted, condition));
  }

  private JsonNode object(String field, JsonNode node, Set<String> members) {
    if (!node.isObject()) {
      wrong(field.isEmpty() ? "body" : field, "write a JSON object, not " + name(node));
      return node;
    }
    String known = String.join(", ", sorted(members));
    node.fieldNames()
        .forEachRemaining(member -> {
          if (!members.contains(member)) {
            String where = field.isEmpty() ? member : field + "." + member;
            wrong(where, "is not known here; known are " + known);
          }
        });
    return node;
  }

  private static List<String> sorted(Set<String> members) {
    return members.stream().sorted().toList();
  }

  private JsonNode array(String field, JsonNode object) {
    JsonNode node = object.get(field);
    if (node != null && !node.isArray()) {
      wrong(field, "write an array, not " + name(node));
    }
    return node == null || !node.isArray() ? JsonNodeFactory.instance.arrayNode() : node;
  }

  private void checkCount(String field, int count, String what) {
    boolean tooMany = count > MetadataService.MAX_ITEMS;
    if (tooMany || (count < 1 && errors.count() == 0)) {
      wrong(
          field,
          "1 to %d %s make a request, not %d".formatted(MetadataService.MAX_ITEMS, what, count));
    }
    if (tooMany) {
      finish(); // before each of them is looked at
    }
  }

  private Optional<MetadataKey> key(String field, @Nullable JsonNode node) {
    Optional<String> text = text(field, node);
    Optional<String> fault = text.flatMap(MetadataKey::fault);
    fault.ifPresent(it -> wrong(field, it));
    return text.filter(it -> fault.isEmpty()).map(MetadataKey::new);
  }

  private @Nullable Boolean encrypted(String prefix, JsonNode object) {
    JsonNode flag = object.get("encrypted");
    if (flag != null && !flag.isBoolean()) {
      wrong(prefix + "encrypted", "write true or false, not " + name(flag));
    }
    return flag == null ? null : flag.booleanValue();
  }

  private String value(String prefix, JsonNode object) {
    if (!object.isObject()) {
      return "";
    }
    Optional<String> text = text(prefix + "value", object.get("value"));
    text.flatMap(MetadataText::faultOfValue).ifPresent(it -> wrong(prefix + "value", it));
    return text.orElse("");
  }

  private Precondition condition(String field, JsonNode object) {
    try {
      return Precondition.parse(
          field + ".ifMatch",
          optionalText(field + ".ifMatch", object.get("ifMatch")),
          field + ".ifNoneMatch",
          optionalText(field + ".ifNoneMatch", object.get("ifNoneMatch")));
    } catch (ProblemException problem) {
      problem.errors().forEach(error -> wrong(error.field(), error.message()));
      return Precondition.NONE;
    }
  }

  private @Nullable String optionalText(String field, @Nullable JsonNode node) {
    return node == null ? null : text(field, node).orElse(null);
  }

  private Optional<String> text(String field, @Nullable JsonNode node) {
    if (node == null) {
      wrong(field, "is missing");
    } else if (!node.isTextual()) {
      String hint = node.isNull() ? "" : "; put it in double quotes, as text";
      wrong(field, "write text, not " + name(node) + hint);
    } else {
      return Optional.of(node.textValue());
    }
    return Optional.empty();
  }

  private static String name(JsonNode node) {
    return node.getNodeType() == JsonNodeType.MISSING
        ? "nothing"
        : (node.isNull() ? "" : node.isArray() || node.isObject() ? "an " : "a ")
            + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private void wrong(String field, String message) {
    errors.add(field, message);
  }

  private void finish() {
    errors.finish();
  }
}
