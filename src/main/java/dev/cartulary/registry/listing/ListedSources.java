package dev.cartulary.registry.listing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What decides what a registry shows, besides the entries: its sources in the order in which they
 * win names, and which of them everybody sees.
 */
record ListedSources(List<Source> sources) {

  private static final String EVERYBODY = "+";
  private static final String SOME = "-";
  private static final String SEPARATOR = ",";

  /** A source by its name, which has neither of the characters that the text needs. */
  record Source(String name, boolean everybody) {}

  ListedSources {
    sources = List.copyOf(sources);
  }

  /** As {@link #text()} has it. */
  static ListedSources parse(String text) {
    return new ListedSources(
        Arrays.stream(text.split(SEPARATOR))
            .filter(item -> !item.isEmpty())
            .map(item -> new Source(item.substring(0, item.length() - 1), item.endsWith(EVERYBODY)))
            .toList());
  }

  /** For the database: {@code team+,partners-}. */
  String text() {
    return sources.stream()
        .map(source -> source.name() + (source.everybody() ? EVERYBODY : SOME))
        .collect(Collectors.joining(SEPARATOR));
  }

  /** Whether there is a source that not everybody sees. */
  boolean hasKept() {
    return sources.stream().anyMatch(source -> !source.everybody());
  }

  List<String> names() {
    return sources.stream().map(Source::name).toList();
  }
}
