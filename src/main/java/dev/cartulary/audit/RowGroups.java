package dev.cartulary.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Splits rows among statements that take several: MySQL's driver sends a batch row by row. There
 * are three sizes, so that there are three texts to prepare.
 */
final class RowGroups {

  private static final int[] SIZES = {100, 10, 1};

  /** More characters than these are not put into one statement, which servers limit. */
  private static final long MOST_CHARACTERS = 500_000;

  private RowGroups() {}

  /**
   * The same, and each row alone where together they are long.
   *
   * @param length of a row, in characters
   */
  static <T> List<List<T>> of(List<T> rows, ToIntFunction<T> length) {
    return rows.stream().mapToInt(length).asLongStream().sum() <= MOST_CHARACTERS
        ? of(rows)
        : rows.stream().map(List::of).toList();
  }

  /** All of the rows, in groups of the three sizes, the largest first. */
  static <T> List<List<T>> of(List<T> rows) {
    List<List<T>> groups = new ArrayList<>();
    int from = 0;
    for (int size : SIZES) {
      for (; rows.size() - from >= size; from += size) {
        groups.add(rows.subList(from, from + size));
      }
    }
    return groups;
  }

  /** The parameters of several rows, {@code (?1, ?2), (?3, ?4)}. */
  static String parameters(int rows, int columns) {
    return IntStream.range(0, rows)
        .mapToObj(row -> row(row * columns, columns))
        .collect(Collectors.joining(", "));
  }

  private static String row(int before, int columns) {
    return IntStream.rangeClosed(1, columns)
        .mapToObj(column -> "?" + (before + column))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
