package dev.cartulary.registry.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What of a text an index can be asked for. Lengths are in code points. */
final class SearchTerms {

  private SearchTerms() {}

  /** Every part of so many characters, each once, in their order. */
  static List<String> parts(String text, int length) {
    int[] characters = text.codePoints().toArray();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i + length <= characters.length; i++) {
      parts.add(new String(characters, i, length));
    }
    return parts.stream().distinct().toList();
  }

  /** The longest stretches of nothing but letters and digits that have so many characters. */
  static List<String> words(String text, int shortest) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c)) {
            word.appendCodePoint(c);
          } else {
            words.add(word.toString());
            word.setLength(0);
          }
        });
    words.add(word.toString());
    return words.stream().filter(it -> it.codePointCount(0, it.length()) >= shortest).toList();
  }

  /** The parts of the words of a text. */
  static Stream<String> partsOfWords(String text, int length) {
    return words(text, length).stream().flatMap(word -> parts(word, length).stream()).distinct();
  }
}
