package dev.cartulary.metadata;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What requests are answered with, beside the items themselves. */
final class MetadataAnswers {

  private MetadataAnswers() {}

  /** Several items, in the order they were asked for, and the keys that do not exist. */
  @JsonPropertyOrder({"items", "missing"})
  @Schema(name = "MetadataFound")
  record Found(List<MetadataView> items, List<String> missing) {}

  /** What a batch did. */
  @JsonPropertyOrder({"set", "deleted", "missing"})
  @Schema(name = "MetadataWritten")
  record Written(List<MetadataView> set, List<String> deleted, List<String> missing) {}

  /** To a batchGet: what was found, in the order of the keys. */
  static Found found(Set<MetadataKey> keys, Map<MetadataKey, MetadataItem> found) {
    return new Found(
        keys.stream()
            .flatMap(key -> Stream.ofNullable(found.get(key)))
            .map(MetadataView::of)
            .toList(),
        keys.stream().filter(key -> !found.containsKey(key)).map(MetadataKey::text).toList());
  }

  /** To a put: the item with its value, unless that is encrypted. */
  static Answer item(MetadataOwner owner, MetadataKey key, String value, WriteResult result) {
    MetadataItem item = MetadataItem.stored(owner, key, value, result.state(key));
    return new Answer(
        result.created().isEmpty() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_CREATED,
        headers(item.state()),
        MetadataView.of(item));
  }

  /** No cache may keep what is said of a value that the database holds encrypted. */
  static Map<String, String> headers(ItemState state) {
    return state.encrypted()
        ? Map.of("ETag", state.etag(), "Cache-Control", "no-store")
        : Map.of("ETag", state.etag());
  }

  /**
   * To a delete.
   *
   * @throws ProblemException not found, where there was no such item
   */
  static Answer deleted(MetadataOwner owner, MetadataKey key, WriteResult result) {
    if (result.deleted().isEmpty()) {
      throw notFound(owner, key);
    }
    return new Answer(HttpURLConnection.HTTP_NO_CONTENT, Map.of(), null);
  }

  /** To a batch: its items without their values. */
  static Answer batch(MetadataOwner owner, List<MetadataChange> changes, WriteResult result) {
    List<MetadataView> set =
        changes.stream()
            .filter(change -> !change.isDelete())
            .map(MetadataChange::key)
            .map(key -> MetadataView.of(owner, key, null, result.state(key)))
            .toList();
    return new Answer(
        HttpURLConnection.HTTP_OK,
        Map.of(),
        new Written(set, inOrder(changes, result.deleted()), inOrder(changes, result.missing())));
  }

  /** In the order of the request. */
  private static List<String> inOrder(List<MetadataChange> changes, List<MetadataKey> keys) {
    Set<MetadataKey> wanted = Set.copyOf(keys);
    return changes.stream()
        .map(MetadataChange::key)
        .filter(wanted::contains)
        .map(MetadataKey::text)
        .toList();
  }

  static ProblemException notFound(MetadataOwner owner, MetadataKey key) {
    return new ProblemException(
        ProblemType.NOT_FOUND, owner + " has no item with the key " + key + ".");
  }
}
