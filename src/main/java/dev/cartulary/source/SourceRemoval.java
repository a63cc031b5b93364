package dev.cartulary.source;

/**
 * Fired within the transaction that removes a source over the API, before its row is written. An
 * observer that needs the source throws a conflict.
 */
public record SourceRemoval(String sourceId, String name) {}
