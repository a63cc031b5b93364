package dev.cartulary.migration;

import java.time.Instant;

/**
 * A step as the history table records it; {@code success} is false for one that failed half-way.
 */
record HistoryRow(int version, String name, boolean success, Instant appliedAt) {}
