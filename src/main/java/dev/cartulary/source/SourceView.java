package dev.cartulary.source;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.database.InstantMicros;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A source as the API shows one: what it is, with the keys of the configuration, and how it stands.
 *
 * @param origin {@code config}, {@code api} or {@code builtin}
 */
@Schema(name = "Source", description = "With the keys that sources have in the configuration")
@JsonPropertyOrder({"name", "origin", "status"})
@RegisterForReflection
public record SourceView(
    String name,
    String origin,
    @JsonAnyGetter @Schema(hidden = true) Map<String, Object> definition,
    Status status) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * How it stands.
   *
   * @param state one word: loading, loaded, stale or failed
   * @param entries how many entries were taken at the last load
   * @param refused how many entries were left out
   * @param lastError why it cannot be read now
   * @param loadedAt when it was last found to be as it is served
   * @param nextSyncAt when it is looked at next; null where nothing is read, or nobody looks
   */
  @Schema(name = "SourceStatus")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @RegisterForReflection
  public record Status(
      String kind,
      String state,
      int entries,
      int refused,
      @Nullable String lastError,
      @Nullable String loadedAt,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextSyncAt,
      String createdAt,
      String updatedAt) {}

  static SourceView of(Source source, SourceState state, Optional<Instant> nextSync) {
    return new SourceView(
        source.name(),
        source.origin().word(),
        JSON.convertValue(
            DefinitionJson.of(source.definition()), new TypeReference<Map<String, Object>>() {}),
        new Status(
            source.definition().kind().word(),
            state.word(),
            state.entries(),
            state.refused(),
            state.problem(),
            Optional.ofNullable(state.loadedAt()).map(InstantMicros::format).orElse(null),
            nextSync.map(InstantMicros::format).orElse(null),
            InstantMicros.format(source.createdAt()),
            InstantMicros.format(source.updatedAt())));
  }

  /** The entity tag of a definition that changed last at this time. */
  public static String etag(Instant updatedAt) {
    return '"'
        + Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), Character.MAX_RADIX)
        + '"';
  }
}
