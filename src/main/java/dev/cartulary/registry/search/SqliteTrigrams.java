package dev.cartulary.registry.search;

import dev.cartulary.database.ActiveSession;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * SQLite's index of trigrams, an FTS5 table. It takes characters as they are: the texts are folded.
 * An entry that it does not have yet counts among the candidates of every search.
 */
final class SqliteTrigrams implements SearchIndex {

  private static final int TRIGRAM = 3;

  /** More of them find hardly less, and FTS5 takes no endless expression. */
  private static final int MOST_TERMS = 24;

  private final ActiveSession active;

  SqliteTrigrams(ActiveSession active) {
    this.active = active;
  }

  /** It came with the tables. */
  @Override
  public boolean isUsable() {
    return true;
  }

  @Override
  public Optional<List<String>> candidates(String text, TextSample sample, int most) {
    List<String> trigrams = sample.rarest(SearchTerms.parts(text, TRIGRAM), MOST_TERMS);
    if (trigrams.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        active
            .stateless()
            .createNativeQuery(
                "select name from (select e.name as name from entry_search s"
                    + " cross join entry e on e.search_row = s.rowid where entry_search match ?1"
                    + " union all select name from entry where search_row is null) limit ?2",
                String.class)
            .setParameter(1, expression(trigrams))
            .setParameter(2, most + 1)
            .getResultList());
  }

  /** Each as a text in quotes, in which nothing but the quote has a meaning. */
  static String expression(List<String> trigrams) {
    return trigrams.stream()
        .limit(MOST_TERMS)
        .map(trigram -> '"' + trigram.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(" AND "));
  }
}
