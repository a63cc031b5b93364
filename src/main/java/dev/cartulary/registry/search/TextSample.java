package dev.cartulary.registry.search;

import java.util.Comparator;
import java.util.List;

/**
 * Some of the catalog's search texts. They tell what is rare in it: an index finds the places of a
 * rare part at once, and goes through nearly every entry for a common one.
 *
 * @param texts the beginnings of up to {@link #SIZE} of them
 */
record TextSample(List<String> texts) {

  /** How many texts a sample has, unless there are fewer. */
  static final int SIZE = 200;

  static final TextSample NONE = new TextSample(List.of());

  /** If so many have a text, it is no rare one. */
  private static final int MANY = 8;

  /** So many parts are asked for even where none is rare. */
  private static final int LEAST = 2;

  /** What fewer of the texts have narrows a search by more than it costs. */
  private static final int RARE = SIZE / 20;

  /** Whether there were as many texts as a sample has. */
  boolean isFull() {
    return texts.size() >= SIZE;
  }

  /** Whether many entries have the text. */
  boolean hasOften(String text) {
    return count(text) >= MANY;
  }

  /** The rare ones among the parts of a text, the rarest first; two where they are all common. */
  List<String> rarest(List<String> parts, int most) {
    List<Counted> counted =
        parts.stream()
            .map(part -> new Counted(part, count(part)))
            .sorted(Comparator.comparingLong(Counted::count))
            .toList();
    long rare = counted.stream().filter(part -> part.count() < RARE).count();
    return counted.stream()
        .limit(Math.min(most, Math.max(LEAST, rare)))
        .map(Counted::part)
        .toList();
  }

  private long count(String part) {
    return texts.stream().filter(text -> text.contains(part)).count();
  }

  private record Counted(String part, long count) {}
}
