package dev.cartulary.registry.listing;

import java.time.Instant;

/**
 * Where what a registry shows stands. Whatever is read after a state was seen is at least as new as
 * it; while the state is the same, the same callers see the same.
 *
 * @param registryId a registry that is deleted and made again has another one
 * @param changedAt when what is shown changed last, in microseconds; never the same twice for one
 *     registry
 */
public record ListingState(String registryId, Instant changedAt) {}
