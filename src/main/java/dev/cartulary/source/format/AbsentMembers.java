package dev.cartulary.source.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Takes what publishers in Go write for an absent member, {@code ""} and {@code {}}, for absent:
 * the official registry has hundreds of such documents. Only the check uses the result.
 */
final class AbsentMembers {

  private static final List<String> OF_SERVERS = List.of("$schema", "title", "websiteUrl");
  private static final List<String> OF_REPOSITORIES = List.of("id", "subfolder");
  private static final List<String> OF_PACKAGES =
      List.of("registryBaseUrl", "version", "fileSha256", "runtimeHint");
  private static final String REPOSITORY = "repository";

  private AbsentMembers() {}

  /** A copy of a server's document without them. */
  static JsonNode removed(JsonNode document) {
    JsonNode copy = document.deepCopy();
    remove(copy, OF_SERVERS);
    JsonNode repository = copy.path(REPOSITORY);
    if (copy instanceof ObjectNode server
        && repository.isObject()
        && repository.properties().stream().allMatch(member -> isEmpty(member.getValue()))) {
      server.remove(REPOSITORY);
    }
    remove(repository, OF_REPOSITORIES);
    copy.path("packages").forEach(one -> remove(one, OF_PACKAGES));
    return copy;
  }

  private static void remove(JsonNode node, List<String> names) {
    if (node instanceof ObjectNode object) {
      names.stream().filter(name -> isEmpty(object.path(name))).forEach(object::remove);
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isTextual() && value.textValue().isEmpty();
  }
}
