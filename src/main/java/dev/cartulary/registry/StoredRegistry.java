package dev.cartulary.registry;

import java.util.List;

/**
 * A registry as it is stored.
 *
 * @param sourceIds in the order in which they win names
 */
public record StoredRegistry(String id, String name, List<String> sourceIds) {}
