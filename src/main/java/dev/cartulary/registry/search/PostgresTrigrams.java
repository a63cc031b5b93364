package dev.cartulary.registry.search;

import dev.cartulary.database.ActiveSession;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's index of trigrams, where the extension {@code pg_trgm} is there. The planner uses it
 * for {@code LIKE}, and the server compares what it finds, whatever letters its locale knows.
 */
final class PostgresTrigrams implements SearchIndex {

  private static final int TRIGRAM = 3;

  private final ActiveSession active;

  PostgresTrigrams(ActiveSession active) {
    this.active = active;
  }

  @Override
  public boolean isUsable() {
    return !active
        .stateless()
        .createNativeQuery(
            "select c.relname from pg_class c join pg_index i on i.indexrelid = c.oid"
                + " where c.oid = to_regclass('ix_entry_search') and i.indisvalid",
            String.class)
        .getResultList()
        .isEmpty();
  }

  /** Only letters and digits are in trigrams; without three of them all would be read. */
  @Override
  public Optional<List<String>> candidates(String text, TextSample sample, int most) {
    if (SearchTerms.words(text, TRIGRAM).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        active
            .stateless()
            .createNativeQuery(
                "select name from entry where search_text like ?1 escape '!' limit ?2",
                String.class)
            .setParameter(1, SearchPattern.containing(text))
            .setParameter(2, most + 1)
            .getResultList());
  }
}
