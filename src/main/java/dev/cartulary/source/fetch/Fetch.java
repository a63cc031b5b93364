package dev.cartulary.source.fetch;

import dev.cartulary.source.format.CatalogException;
import org.jspecify.annotations.Nullable;

/** A way to get what a source has. For one thread at a time. */
public interface Fetch extends AutoCloseable {

  /**
   * What a fetch has come to.
   *
   * @param news whether anything was handed over
   * @param whole whether that is all that the source has; else only what has changed
   * @param state what the next fetch needs to know of this one, at most 64 KiB; null for nothing
   */
  record Fetched(boolean news, boolean whole, @Nullable String state) {

    /** The source is as it was. */
    public static Fetched unchanged(@Nullable String state) {
      return new Fetched(false, true, state);
    }

    /** All that it has was handed over. */
    public static Fetched whole(@Nullable String state) {
      return new Fetched(true, true, state);
    }
  }

  /**
   * Whether a fetch may find anything new. Cheap, and without the network.
   *
   * @param state of the last fetch, in whatever process; null where there was none
   * @throws CatalogException where it cannot be read now
   */
  boolean mayHaveNews(@Nullable String state) throws CatalogException;

  /**
   * Gets what is new since the last fetch.
   *
   * @param state of the last fetch; null to get everything
   * @throws CatalogException where not all of it could be got; nothing of it is to be used
   */
  Fetched fetch(@Nullable String state, Documents into) throws CatalogException;

  /**
   * Says whom to wake where something new is seen before it is asked for.
   *
   * @param wake quick, for any thread
   */
  default void onNews(Runnable wake) {}

  /** Ends what goes on between fetches. */
  @Override
  default void close() {}
}
