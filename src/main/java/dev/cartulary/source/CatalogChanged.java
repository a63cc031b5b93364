package dev.cartulary.source;

/**
 * Fired within the transaction that changes what a source has. Whoever keeps copies forgets them
 * after its success.
 *
 * @param sourceId the source that has changed
 */
public record CatalogChanged(String sourceId) {}
