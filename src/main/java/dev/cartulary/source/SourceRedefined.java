package dev.cartulary.source;

/**
 * Fired within the transaction that changes who sees a source, after its row is written. What an
 * observer does belongs to that transaction.
 */
public record SourceRedefined(String sourceId) {}
