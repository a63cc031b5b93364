package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A table of what tests have seen, in a file under {@code target} that several processes fill. */
final class SeenTable {

  private final Path file;
  private final List<String> columns;

  SeenTable(String file, String... columns) {
    this.file = Path.of("target", file);
    this.columns = List.of(columns);
  }

  /** Adds a row, or puts it in place of the one with the same first two cells; and returns it. */
  String add(String... cells) {
    String row = line(List.of(cells));
    return BetweenForks.alone(
        file.getFileName().toString(),
        () -> {
          try {
            TreeMap<String, String> rows = new TreeMap<>();
            if (Files.exists(file)) {
              Files.readAllLines(file).stream().skip(2).forEach(it -> rows.put(key(it), it));
            }
            rows.put(key(row), row);
            Stream<String> head =
                Stream.of(line(columns), line(Collections.nCopies(columns.size(), "---")));
            Files.write(file, Stream.concat(head, rows.values().stream()).toList());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return row;
        });
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String key(String row) {
    String[] cells = row.split(" \\| ", 3);
    return cells[0] + cells[1];
  }
}
