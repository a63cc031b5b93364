package dev.cartulary.registry.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.cartulary.database.InstantMicros;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A server with what the registry knows about it.
 *
 * @param server its document as its author wrote it; not read again on the way out
 */
@Schema(name = "ServerResponse")
@RegisterForReflection // RegistryAnswers writes it, which no resource method's type shows.
@JsonPropertyOrder({"server", "_meta"})
record ServerView(
    @JsonRawValue
        @Schema(
            type = SchemaType.OBJECT,
            required = true,
            description = "The server.json document as its author wrote it")
        String server,
    @JsonProperty("_meta") Meta meta) {

  /** What registries say, by the name of who defined it. */
  @Schema(name = "ServerResponseMeta")
  record Meta(@JsonProperty("io.modelcontextprotocol.registry/official") Official official) {}

  /**
   * What the official registry's API says about a version.
   *
   * @param isLatest whether it is the latest version of its name
   */
  @Schema(name = "OfficialMeta")
  @JsonPropertyOrder({
    "status",
    "statusChangedAt",
    "statusMessage",
    "publishedAt",
    "updatedAt",
    "isLatest"
  })
  record Official(
      @Schema(enumeration = {"active", "deprecated", "deleted"}) String status,
      @Schema(format = "date-time") String statusChangedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String statusMessage,
      @Schema(format = "date-time") String publishedAt,
      @Schema(format = "date-time") String updatedAt,
      @JsonProperty("isLatest") boolean isLatest) {}

  /** A page of servers. */
  @Schema(name = "ServerList")
  @JsonPropertyOrder({"servers", "metadata"})
  record Page(List<ServerView> servers, PageMetadata metadata) {}

  /**
   * What a page says about itself.
   *
   * @param nextCursor where the next page starts; absent on the last one
   * @param count how many servers this page has
   */
  @Schema(name = "ServerListMetadata")
  @JsonPropertyOrder({"nextCursor", "count"})
  record PageMetadata(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor, int count) {}

  /**
   * What a client is told of a version.
   *
   * @param until no later time is told as that of the last change
   */
  static ServerView of(ServerRow row, Instant until) {
    Instant updated = row.updatedAt().isAfter(until) ? until : row.updatedAt();
    return new ServerView(
        row.told(),
        new Meta(
            new Official(
                row.status(),
                InstantMicros.format(row.statusChangedAt()),
                row.statusMessage(),
                InstantMicros.format(row.publishedAt()),
                InstantMicros.format(updated),
                row.isLatest())));
  }
}
