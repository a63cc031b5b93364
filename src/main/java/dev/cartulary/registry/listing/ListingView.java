package dev.cartulary.registry.listing;

import java.time.Instant;
import java.util.Optional;

/**
 * How a caller reads a registry.
 *
 * @param registryId the registry's row
 * @param source where its entries are found for this caller
 * @param audience which rows of the listing, where they are found there
 * @param until when the listing changed last: no time that an answer shows is later, however long
 *     its pages take, so that a mirror may go on from the greatest one that it saw
 * @param state where the listing stood before anything was read by this view; empty where it is
 *     behind what the registry is now
 */
public record ListingView(
    String registryId, Source source, int audience, Instant until, Optional<ListingState> state) {

  /** What is told as it is. */
  public static final Instant NO_BOUND = Instant.parse("9999-12-31T23:59:59Z");

  /** Where entries are found. */
  public enum Source {
    /** In the listing. */
    LISTING,
    /**
     * In the sources: the listing is not yet of the sources that the registry has now. What is gone
     * cannot be told.
     */
    NOT_LISTED_YET,
    /** In the sources: the caller sees a part of them that has no listing. */
    PART
  }
}
