package dev.cartulary.source.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A resource of ToolHive's that is meant for a registry, as a server.json document. What it says of
 * itself stands in annotations.
 *
 * @param place for messages, {@code MCPServer team-a/weather}
 * @param document empty where there is a problem
 * @param claims whose tokens see it, as JSON
 * @param problem why it is left out
 * @param fingerprint changes whenever the resource does
 */
record KubernetesServer(
    String place,
    String document,
    Optional<String> claims,
    Optional<String> problem,
    String fingerprint) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "toolhive.stacklok.dev/";
  private static final String SCHEMA =
      "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";
  private static final String PUBLISHER = "io.modelcontextprotocol.registry/publisher-provided";
  private static final int LONGEST_TEXT = 100;

  /** While it is in one of these it cannot be used. */
  private static final List<String> NOT_THERE = List.of("Pending", "Failed", "Terminating");

  /** The server of a resource; empty where it is not meant for a registry, or not there. */
  static Optional<KubernetesServer> of(String kind, JsonNode item) {
    JsonNode metadata = item.path("metadata");
    JsonNode annotations = metadata.path("annotations");
    boolean there = !NOT_THERE.contains(item.at("/status/phase").asText());
    if (!annotations.path(PREFIX + "registry-export").asText().equals("true") || !there) {
      return Optional.empty();
    }
    String name = metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
    String place = kind + " " + name;
    String url = annotations.path(PREFIX + "registry-url").asText(item.at("/status/url").asText());
    String claims = annotations.path(PREFIX + "authz-claims").asText();
    String fingerprint =
        place
            + " "
            + metadata.path("uid").asText()
            + " "
            + url
            + " "
            + annotations
            + " "
            + item.path("spec");
    if (url.isEmpty()) {
      return refused(place, fingerprint, "the annotation " + PREFIX + "registry-url is missing");
    }
    if (!claims.isEmpty() && !isObject(claims)) {
      return refused(
          place, fingerprint, "the annotation " + PREFIX + "authz-claims is not a JSON object");
    }
    return Optional.of(
        new KubernetesServer(
            place,
            document(kind, item, url).toString(),
            claims.isEmpty() ? Optional.empty() : Optional.of(claims),
            Optional.empty(),
            fingerprint));
  }

  private static Optional<KubernetesServer> refused(
      String place, String fingerprint, String problem) {
    return Optional.of(
        new KubernetesServer(place, "", Optional.empty(), Optional.of(problem), fingerprint));
  }

  private static ObjectNode document(String kind, JsonNode item, String url) {
    JsonNode metadata = item.path("metadata");
    JsonNode annotations = metadata.path("annotations");
    String namespace = metadata.path("namespace").asText();
    String name = metadata.path("name").asText();
    String description = annotations.path(PREFIX + "registry-description").asText();
    String title = annotations.path(PREFIX + "registry-title").asText();
    String transport = item.at("/spec/transport").asText();
    ObjectNode document = JSON.createObjectNode().put("$schema", SCHEMA);
    document.put("name", "com.toolhive.k8s." + namespace + "/" + name);
    document.put(
        "description",
        cut(description.isEmpty() ? kind + " " + name + " in " + namespace : description));
    if (!title.isBlank()) {
      document.put("title", cut(title));
    }
    document.put("version", annotations.path(PREFIX + "registry-version").asText("1.0.0"));
    document
        .putArray("remotes")
        .addObject()
        .put("type", transport.equals("sse") ? "sse" : "streamable-http")
        .put("url", url);
    ObjectNode ours =
        document
            .putObject("_meta")
            .putObject(PUBLISHER)
            .putObject("io.github.stacklok")
            .putObject(url);
    ObjectNode kubernetes = ours.putObject("metadata").putObject("kubernetes");
    kubernetes.put("kind", kind).put("namespace", namespace).put("name", name);
    kubernetes.put("uid", metadata.path("uid").asText());
    String image = item.at("/spec/image").asText();
    if (!image.isEmpty()) {
      kubernetes.put("image", image);
    }
    if (!transport.isEmpty()) {
      kubernetes.put("transport", transport);
    }
    String tools = annotations.path(PREFIX + "tool-definitions").asText();
    tree(tools).filter(JsonNode::isArray).ifPresent(array -> ours.set("tool_definitions", array));
    return document;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }

  private static boolean isObject(String json) {
    return tree(json).filter(JsonNode::isObject).isPresent();
  }

  private static Optional<JsonNode> tree(String json) {
    try {
      return json.isEmpty() ? Optional.empty() : Optional.ofNullable(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
