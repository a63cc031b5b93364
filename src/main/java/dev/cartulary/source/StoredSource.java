package dev.cartulary.source;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the database says about a source.
 *
 * @param contentHash what was loaded last: the file's bytes, the filter and the rules; null before
 *     anything was
 * @param loadedAt when its entries were last found to be those of the file
 * @param lastError why the file as it is now cannot be used; null when it can
 * @param lastAttemptAt when an attempt to sync it ended last, in whatever process
 * @param failures attempts that failed since the last one that did not
 */
@RegisterForReflection // Hibernate makes it from the columns.
public record StoredSource(
    String id,
    String name,
    String kind,
    @Nullable String contentHash,
    int entryCount,
    int refusedCount,
    @Nullable Instant loadedAt,
    @Nullable String lastError,
    @Nullable Instant lastAttemptAt,
    int failures) {}
