package dev.cartulary.registry;

/**
 * Fired within the transaction in which a registry came to be, or got other sources, or in which it
 * changed who sees one of its sources. What an observer does belongs to that transaction.
 *
 * @param registryId the registry that shows something else than before
 */
public record RegistryChanged(String registryId) {}
