package dev.cartulary.source;

import dev.cartulary.source.format.Catalog.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync has read, the entries aside, which are staged.
 *
 * @param fingerprint of the definition and the rules
 * @param state for the next fetch
 * @param whole whether that is all that the source has; else what has changed
 * @param refusals what is wrong with entries, in the order of the catalog
 */
record SyncOutcome(
    String fingerprint, @Nullable String state, boolean whole, List<Refusal> refusals) {}
