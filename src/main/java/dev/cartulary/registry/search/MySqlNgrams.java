package dev.cartulary.registry.search;

import dev.cartulary.database.ActiveSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MySQL's full-text index of parts of {@code ngram_token_size} characters; MariaDB has none. Its
 * rules (MySQL Reference Manual, "ngram Full-Text Parser", "Full-Text Stopwords") leave out spaces
 * and every part that contains a stopword; which stopwords hold is decided when an index is built,
 * by a replica or a restore too. What holds a character of more than three bytes it does not find.
 * So it is asked only for parts of other letters and digits that contain no stopword of the
 * built-in list, and not at all where another list is set.
 */
final class MySqlNgrams implements SearchIndex {

  /** InnoDB's built-in list. */
  private static final Set<String> STOPWORDS =
      Set.of(
          ("a about an are as at be by com de en for from how i in is it la of on or that the this"
                  + " to was what when where who will with und www")
              .split(" "));

  private static final String FIND =
      "select name from entry where match(search_text) against (?1 in boolean mode)";

  private static final int MOST_TERMS = 6;

  private final ActiveSession active;
  private volatile int length;

  MySqlNgrams(ActiveSession active) {
    this.active = active;
  }

  @Override
  public boolean isUsable() {
    if (one(
            "select 1 from information_schema.statistics where table_schema = database()"
                + " and table_name = 'entry' and index_name = 'ix_entry_search'"
                + " and index_type = 'FULLTEXT' limit 1")
        == null) {
      return false;
    }
    Long size =
        one(
            "select @@ngram_token_size where @@innodb_ft_user_stopword_table is null"
                + " and @@innodb_ft_server_stopword_table is null");
    length = size == null ? 0 : size.intValue();
    return length > 0 && findsWhatIsThere();
  }

  /** An index that was built with another size of its parts finds nothing any more. */
  private boolean findsWhatIsThere() {
    List<String> any =
        active
            .stateless()
            .createNativeQuery("select search_text from entry order by id limit 1", String.class)
            .getResultList();
    if (any.isEmpty()) {
      return false;
    }
    List<String> parts = parts(any.get(0), length);
    return !parts.isEmpty()
        && !active
            .stateless()
            .createNativeQuery(FIND + " and search_text = ?2 limit 1", String.class)
            .setParameter(1, expression(parts.stream().limit(MOST_TERMS).toList()))
            .setParameter(2, any.get(0))
            .getResultList()
            .isEmpty();
  }

  @Override
  public Optional<List<String>> candidates(String text, TextSample sample, int most) {
    List<String> parts = parts(text, length);
    // InnoDB works all of a result out before it gives the first row.
    if (parts.isEmpty() || sample.hasOften(text)) {
      return Optional.empty();
    }
    return Optional.of(
        active
            .stateless()
            .createNativeQuery(FIND + " limit ?2", String.class)
            .setParameter(1, expression(sample.rarest(parts, MOST_TERMS)))
            .setParameter(2, most + 1)
            .getResultList());
  }

  /** What the index can be asked for. */
  static List<String> parts(String text, int length) {
    return SearchTerms.partsOfWords(text, length)
        .filter(part -> part.codePoints().allMatch(Character::isBmpCodePoint))
        .filter(part -> STOPWORDS.stream().noneMatch(part::contains))
        .toList();
  }

  /** InnoDB's boolean search for texts that have all of the parts. */
  static String expression(List<String> parts) {
    return parts.stream().map(part -> "+\"" + part + '"').collect(Collectors.joining(" "));
  }

  private @Nullable Long one(String sql) {
    return active.stateless().createNativeQuery(sql, Long.class).getResultList().stream()
        .findFirst()
        .orElse(null);
  }
}
