package dev.cartulary.metadata;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list, ordered by key.
 *
 * @param nextCursor what to send for the next part; empty on the last one
 */
public record MetadataPage(List<MetadataItem> items, Optional<String> nextCursor) {}
