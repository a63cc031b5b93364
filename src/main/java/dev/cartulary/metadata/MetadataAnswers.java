package dev.cartulary.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers about several items. */
final class MetadataAnswers {

  private MetadataAnswers() {}

  /** A page of a list; {@code nextCursor} is left out on the last one. */
  @JsonPropertyOrder({"items", "nextCursor", "count"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MetadataPage")
  record Page(List<MetadataView> items, @Nullable String nextCursor, int count) {}

  /** Several items, in the order they were asked for, and the keys that do not exist. */
  @JsonPropertyOrder({"items", "missing"})
  @Schema(name = "MetadataFound")
  record Found(List<MetadataView> items, List<String> missing) {}

  /** What a batch did. */
  @JsonPropertyOrder({"set", "deleted", "missing"})
  @Schema(name = "MetadataWritten")
  record Written(List<MetadataView> set, List<String> deleted, List<String> missing) {}
}
