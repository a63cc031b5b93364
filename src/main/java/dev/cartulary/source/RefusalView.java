package dev.cartulary.source;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the last load of a source left out, or took with a warning.
 *
 * @param position in the order of the catalog, from 0
 * @param severity {@code error}: left out; {@code warning}: taken
 * @param place where in the catalog
 * @param name the entry's, as far as it has one
 */
@Schema(name = "SourceRefusal")
@JsonPropertyOrder({"position", "severity", "place", "name", "reason"})
@RegisterForReflection // Hibernate makes it from the columns.
public record RefusalView(
    int position, String severity, String place, String name, String reason) {}
