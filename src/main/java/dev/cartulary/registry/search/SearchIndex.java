package dev.cartulary.registry.search;

import java.util.List;
import java.util.Optional;

/** What an engine has to find entries by a part of their search text. */
interface SearchIndex {

  /**
   * Whether the database has the index, and it can be trusted. Asked now and then, not for each
   * search.
   */
  boolean isUsable();

  /**
   * The names of entries among which all are whose search text contains the text, and some others.
   * A name stands as often as it has such versions.
   *
   * @param text folded
   * @param sample what is rare in the catalog
   * @param most how many are worth knowing
   * @return at most so many, and one more; empty where the index is of no use for this text
   */
  Optional<List<String>> candidates(String text, TextSample sample, int most);
}
