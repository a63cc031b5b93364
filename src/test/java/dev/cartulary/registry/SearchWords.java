package dev.cartulary.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Servers whose descriptions are hard to search in, and what a plain scan finds in them. */
final class SearchWords {

  private static final List<String> LETTERS =
      List.of(
          "a",
          "A",
          "b",
          "%",
          "_",
          "\\",
          "!",
          "'",
          "\"",
          "*",
          "?",
          "-",
          " ",
          "I",
          "i",
          "\u0130",
          "\u0131",
          "\u00df",
          "\u1e9e",
          "\u03a3",
          "\u03c2",
          "\u03c3",
          "\u00e9",
          "e\u0301",
          "\u00c9",
          "\u01c5",
          "\ud83d\ude00",
          "\u4e2d",
          "\u6587");

  private static final long SEED = 7;
  private static final int SERVERS = 40;
  private static final int SEARCHES = 120;
  private static final List<String> DESCRIPTIONS = new ArrayList<>();
  private static final List<String> SEARCH = new ArrayList<>();

  static {
    Random random = new Random(SEED);
    for (int i = 0; i < SERVERS; i++) {
      DESCRIPTIONS.add(text(random, 12));
    }
    while (SEARCH.size() < SEARCHES) {
      String search = text(random, 1 + random.nextInt(3));
      if (!search.isBlank()) {
        SEARCH.add(search);
      }
    }
  }

  private SearchWords() {}

  /** As {@code CatalogFixture.write} takes them. */
  static String[] servers() {
    String[] servers = new String[SERVERS];
    for (int i = 0; i < SERVERS; i++) {
      String json = DESCRIPTIONS.get(i).replace("\\", "\\\\").replace("\"", "\\\"");
      servers[i] = CatalogFixture.server(name(i), "1", json);
    }
    return servers;
  }

  static List<String> searches() {
    return SEARCH;
  }

  /** In the order of the list. */
  static List<String> found(String search) {
    String lower = search.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      if (name(i).contains(lower) || DESCRIPTIONS.get(i).toLowerCase(Locale.ROOT).contains(lower)) {
        found.add(name(i) + " 1");
      }
    }
    return found;
  }

  private static String name(int i) {
    return "zz.xx/q%02d".formatted(i);
  }

  private static String text(Random random, int letters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < letters; i++) {
      text.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return text.toString();
  }
}
