package dev.cartulary.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Tells who makes a request where that takes no look at a credential. */
public interface CallerAtHand {

  /**
   * The caller of a request that shows no credential; empty where it shows one, good or not. Asks
   * nobody, so that it may be called on an event loop.
   */
  Optional<Principal> of(RoutingContext context);
}
