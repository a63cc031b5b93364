package dev.cartulary.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one probably means. */
public final class Nearest {
  private static final int LONGEST_COMPARED = 64;

  private Nearest() {}

  /**
   * The known word with the fewest letters changed, when it is close enough to be a guess worth
   * making.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > LONGEST_COMPARED) {
      return Optional.empty();
    }
    int tolerated = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= tolerated)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** The advice for a misspelt word: the nearest known one, and all of them when there are few. */
  public static String advice(String word, Collection<String> known) {
    String all = "Known are: " + String.join(", ", known);
    return to(word, known).map(near -> "Did you mean \"" + near + "\"? " + all).orElse(all);
  }

  /** Levenshtein distance; letters count as equal in upper and lower case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
