package dev.cartulary.registry.entry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who sees a name.
 *
 * @param source where the name is
 * @param claims claim maps, of which one that a token fits is enough; null where all see it who see
 *     its source
 */
@Schema(name = "EntryClaims")
@JsonPropertyOrder({"type", "name", "source", "claims"})
@RegisterForReflection
public record ClaimsView(
    String type,
    String name,
    String source,
    @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class) String claims) {}
