package dev.cartulary.registry.search;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.error.SqlErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says under which names a text may be found. It only narrows: whoever asks compares each entry as
 * the plain scan does, so that the result is the same with an index, without one and on every
 * engine (docs/decisions/0021).
 */
@ApplicationScoped
public class EntrySearch {

  private static final Logger LOG = Logger.getLogger(EntrySearch.class);

  /** With more, a scan in the order of the list soon has a page full. */
  private static final int MOST = 500;

  private static final long LOOK_AGAIN = Duration.ofMinutes(10).toNanos();

  /** Whether the index could be used when it was looked at. */
  private record Look(boolean usable, long at) {

    boolean isOld() {
      return System.nanoTime() - at > LOOK_AGAIN;
    }
  }

  private final SearchIndex index;
  private volatile @Nullable Look look;

  EntrySearch(ActiveDatabase database, ActiveSession active) {
    this.index =
        switch (database.engine()) {
          case SQLITE -> new SqliteTrigrams(active);
          case POSTGRESQL -> new PostgresTrigrams(active);
          case MYSQL -> new MySqlNgrams(active);
        };
  }

  /**
   * A few names, of which all are that have a version whose search text contains the text; empty
   * where every entry is to be looked at. Works in the session of the caller.
   *
   * @param text folded as {@code SearchText} has it
   */
  public Optional<Set<String>> candidates(String text) {
    try {
      return isUsable()
          ? index.candidates(text, MOST).filter(found -> found.size() <= MOST).map(Set::copyOf)
          : Optional.empty();
    } catch (PersistenceException failure) {
      if (SqlErrors.isUnusable(failure) || SqlErrors.isCancelled(failure)) {
        throw failure;
      }
      LOG.warnf(
          "The index for searches cannot be used; every entry is looked at instead: %s",
          SqlErrors.driver(failure).map(Throwable::getMessage).orElse(failure.getMessage()));
      look = new Look(false, System.nanoTime());
      return Optional.empty();
    }
  }

  private boolean isUsable() {
    Look last = look;
    if (last == null || last.isOld()) {
      last = new Look(index.isUsable(), System.nanoTime());
      look = last;
    }
    return last.usable();
  }
}
