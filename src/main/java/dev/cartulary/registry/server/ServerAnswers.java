package dev.cartulary.registry.server;

import dev.cartulary.registry.listing.ListingView;
import dev.cartulary.source.ManagedEntry;

/** Shows what was just written in the form in which it will be read. */
public final class ServerAnswers {

  /** The name of the form in the API's description. */
  public static final String SCHEMA = "ServerResponse";

  private ServerAnswers() {}

  /** A version as an answer has it. */
  public static Object of(ManagedEntry entry) {
    return ServerView.of(
        new ServerRow(
            entry.id(),
            entry.name(),
            entry.version(),
            entry.document(),
            entry.status(),
            entry.statusMessage(),
            entry.statusChangedAt(),
            entry.publishedAt(),
            entry.updatedAt(),
            entry.latest()),
        ListingView.NO_BOUND);
  }
}
