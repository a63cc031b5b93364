package dev.cartulary.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of checkpoints; {@code nextCursor} is left out on the last one. */
@JsonPropertyOrder({"items", "nextCursor", "count"})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditCheckpointPage")
record CheckpointPage(List<CheckpointView> items, @Nullable String nextCursor, int count) {}
