package dev.cartulary.registry.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.cartulary.database.InstantMicros;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of an entry as those who administer it see it, without its document.
 *
 * @param type {@code server}, {@code skill} or {@code plugin}
 * @param isLatest whether it is the latest version of its name in its source
 * @param claims whose tokens see it; left out where all see it who see its source
 */
@Schema(name = "Entry")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "type",
  "name",
  "version",
  "source",
  "status",
  "statusMessage",
  "isLatest",
  "claims",
  "publishedAt",
  "updatedAt"
})
@RegisterForReflection
public record EntryView(
    String type,
    String name,
    String version,
    String source,
    String status,
    @Nullable String statusMessage,
    boolean isLatest,
    @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        @Nullable String claims,
    String publishedAt,
    String updatedAt) {

  static EntryView of(EntryRow row) {
    return new EntryView(
        row.type(),
        row.name(),
        row.version(),
        row.source(),
        row.status(),
        row.statusMessage(),
        row.latest() == 1,
        row.claims(),
        InstantMicros.format(row.publishedAt()),
        InstantMicros.format(row.updatedAt()));
  }
}
