package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.http.body.RequestJson;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.EntryDraft;
import dev.cartulary.source.ManagedEntry;
import dev.cartulary.source.format.PublishedText;
import dev.cartulary.source.format.SearchText;
import dev.cartulary.source.rules.ServerShape;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A server's document as it was sent.
 *
 * @param tree for the checks
 * @param text as it will be stored: as sent, without whitespace between tokens and without what
 *     only a registry may say
 */
record ServerDocument(JsonNode tree, String text) {

  static final String TYPE = "server";
  private static final int BYTE_ORDER_MARK = 3;

  /**
   * Reads the JSON of a request.
   *
   * @throws ProblemException invalid JSON; an invalid document where it is no object
   */
  static JsonNode parse(byte[] body) {
    JsonNode tree = RequestJson.parse(withoutMark(body));
    if (!tree.isObject()) {
      throw invalid(
          "Write a server.json document.",
          List.of(new ServerShape.Fault("", "expected object", null)));
    }
    return tree;
  }

  private static byte[] withoutMark(byte[] body) {
    boolean marked =
        body.length >= BYTE_ORDER_MARK
            && (body[0] & 0xff) == 0xef
            && (body[1] & 0xff) == 0xbb
            && (body[2] & 0xff) == 0xbf;
    return marked ? java.util.Arrays.copyOfRange(body, BYTE_ORDER_MARK, body.length) : body;
  }

  /**
   * The document, its members known and of the right types.
   *
   * @throws ProblemException an invalid document that names each member that is wrong
   */
  static ServerDocument of(JsonNode tree, byte[] body) {
    List<ServerShape.Fault> faults = ServerShape.check(tree);
    if (!faults.isEmpty()) {
      throw invalid("validation failed", faults);
    }
    String sent = new String(withoutMark(body), StandardCharsets.UTF_8);
    return new ServerDocument(tree, PublishedText.of(sent));
  }

  private static ProblemException invalid(String detail, List<ServerShape.Fault> faults) {
    return ProblemException.naming(
        ProblemType.INVALID_DOCUMENT,
        detail,
        faults.stream()
            .map(fault -> FieldError.ofBody(fault.path(), fault.message(), fault.value()))
            .toList(),
        null);
  }

  String name() {
    return tree.path("name").asText();
  }

  String version() {
    return tree.path("version").asText();
  }

  /** How many bytes the publisher's part of {@code _meta} has as compact JSON. */
  int metaSize() {
    return PublishedText.publisherMeta(text)
        .map(meta -> meta.getBytes(StandardCharsets.UTF_8).length)
        .orElse(0);
  }

  EntryDraft draft() {
    Set<String> remotes = new LinkedHashSet<>();
    tree.path("remotes").forEach(remote -> remotes.add(remote.path("url").asText("")));
    remotes.remove("");
    String search =
        SearchText.of(name(), tree.path("title").asText(""), tree.path("description").asText(""));
    return new EntryDraft(
        TYPE, name(), version(), text, search, remotes, ManagedEntry.ACTIVE, null);
  }
}
