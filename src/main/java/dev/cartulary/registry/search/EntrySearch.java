package dev.cartulary.registry.search;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.error.SqlErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** While there are few entries: the catalog may be just coming in. */
  private static final long LOOK_AGAIN_SOON = Duration.ofSeconds(10).toNanos();

  /** As much of a text as a sample needs, in characters. */
  private static final int SAMPLED = 1000;

  /** Whether the index could be used when it was looked at, and what the entries were like. */
  private record Look(boolean usable, TextSample sample, long at) {

    static Look unusable() {
      return new Look(false, TextSample.NONE, System.nanoTime());
    }

    boolean isOld() {
      long age = System.nanoTime() - at;
      return age > (usable && !sample.isFull() ? LOOK_AGAIN_SOON : LOOK_AGAIN);
    }
  }

  private final ActiveSession active;
  private final SearchIndex index;
  private volatile @Nullable Look look;

  EntrySearch(ActiveDatabase database, ActiveSession active) {
    this.active = active;
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
      Look last = look();
      return last.usable()
          ? index
              .candidates(text, last.sample(), MOST)
              .filter(found -> found.size() <= MOST)
              .map(Set::copyOf)
          : Optional.empty();
    } catch (PersistenceException failure) {
      if (SqlErrors.isUnusable(failure) || SqlErrors.isCancelled(failure)) {
        throw failure;
      }
      LOG.warnf(
          "The index for searches cannot be used; every entry is looked at instead: %s",
          SqlErrors.driver(failure).map(Throwable::getMessage).orElse(failure.getMessage()));
      look = Look.unusable();
      return Optional.empty();
    }
  }

  private Look look() {
    Look last = look;
    if (last == null || last.isOld()) {
      last =
          index.isUsable()
              ? new Look(true, new TextSample(sampled()), System.nanoTime())
              : Look.unusable();
      look = last;
    }
    return last;
  }

  /** Those that came first and those that came last. */
  private List<String> sampled() {
    return Stream.of("", " desc")
        .flatMap(order ->
            active
                .stateless()
                .createNativeQuery(
                    "select substr(search_text, 1, ?1) from entry order by id"
                        + order
                        + " limit ?2",
                    String.class)
                .setParameter(1, SAMPLED)
                .setParameter(2, TextSample.SIZE / 2)
                .getResultList()
                .stream())
        .toList();
  }
}
