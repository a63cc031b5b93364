package dev.cartulary.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the log; {@code nextCursor} is left out on the last one. */
@JsonPropertyOrder({"items", "nextCursor", "count"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditPage(List<AuditView> items, @Nullable String nextCursor, int count) {}
