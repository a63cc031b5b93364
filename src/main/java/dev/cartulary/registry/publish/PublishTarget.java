package dev.cartulary.registry.publish;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Where a registry keeps what is published to it: the first of its sources that is managed.
 *
 * @param source its name
 * @param position its place among the registry's sources
 */
@RegisterForReflection // Hibernate makes it from the columns.
public record PublishTarget(
    String registryId, String registry, String sourceId, String source, int position) {}
