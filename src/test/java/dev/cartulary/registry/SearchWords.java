package dev.cartulary.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Servers whose texts are hard to search in, and what a plain scan in Java finds in them: the rule
 * is that of {@link String#regionMatches(boolean, int, String, int, int)}, which the program does
 * not use.
 */
final class SearchWords {

  /**
   * Letters with unlike case mappings, and what some engine's patterns or queries give a meaning.
   */
  private static final List<String> TOKENS =
      List.of(
          "a",
          "A",
          "b",
          "I",
          "i",
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
          "  ",
          "+",
          "(",
          ")",
          "~",
          "<",
          ">",
          "@",
          ":",
          ";",
          "^",
          "{",
          "}",
          "$",
          "#",
          "|",
          "\t",
          "\u0001",
          "\u001b",
          "\u00a0",
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
          "\u212a",
          "k",
          "\u017f",
          "s",
          "\u00b5",
          "\u03bc",
          "\u1c90",
          "\u10d0",
          "\uff21",
          "\uff41",
          "\ud801\udc00",
          "\ud801\udc28",
          "\ud83d\ude00",
          "\u200d",
          "\u4e2d",
          "\u6587",
          "\u30ac",
          "\u0e01\u0e33",
          "AND",
          "OR",
          "NOT",
          "NEAR(a b)",
          "com",
          "www",
          "the",
          "weather",
          "Quartz",
          "ISTANBUL",
          "null",
          "search_text:",
          "a*",
          "--",
          "/*",
          "\\%",
          "!_",
          "x'00'");

  private static final long SEED = 7;
  private static final int SERVERS = 120;
  private static final int LONGEST = 100;
  private static final List<String> TITLES = new ArrayList<>();
  private static final List<String> DESCRIPTIONS = new ArrayList<>();
  private static final List<String> SEARCHES = new ArrayList<>();

  static {
    Random random = new Random(SEED);
    for (int i = 0; i < SERVERS; i++) {
      TITLES.add(text(random, 1 + random.nextInt(6)));
      DESCRIPTIONS.add(text(random, 1 + random.nextInt(40)));
    }
    TOKENS.forEach(SearchWords::add);
    for (int i = 0; i < 50; i++) {
      add(text(random, 1 + random.nextInt(4)));
      add(part(random, DESCRIPTIONS.get(random.nextInt(SERVERS)), 1 + random.nextInt(8)));
    }
    for (int i = 0; i < 25; i++) {
      add(part(random, DESCRIPTIONS.get(random.nextInt(SERVERS)), 3 + random.nextInt(LONGEST)));
      add(part(random, TITLES.get(i), 4));
      add(DESCRIPTIONS.get(i).toUpperCase(Locale.ROOT));
    }
    add("zz.xx/q1");
    add("Q07");
    add("xx/");
  }

  private SearchWords() {}

  /** As {@code CatalogFixture.write} takes them. */
  static String[] servers() {
    String[] servers = new String[SERVERS];
    for (int i = 0; i < SERVERS; i++) {
      servers[i] =
          "{\"name\":\"%s\",\"title\":\"%s\",\"description\":\"%s\",\"version\":\"1\"}"
              .formatted(name(i), json(TITLES.get(i)), json(DESCRIPTIONS.get(i)));
    }
    return servers;
  }

  static List<String> searches() {
    return SEARCHES;
  }

  /** In the order of the list. */
  static List<String> found(String search) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      if (holds(name(i), search)
          || holds(TITLES.get(i), search)
          || holds(DESCRIPTIONS.get(i), search)) {
        found.add(name(i) + " 1");
      }
    }
    return found;
  }

  private static boolean holds(String text, String search) {
    for (int i = 0; i + search.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, search, 0, search.length())) {
        return true;
      }
    }
    return false;
  }

  private static void add(String search) {
    if (!search.isBlank()) {
      SEARCHES.add(search);
    }
  }

  private static String name(int i) {
    return "zz.xx/q%03d".formatted(i);
  }

  private static String text(Random random, int tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens; i++) {
      String token = TOKENS.get(random.nextInt(TOKENS.size()));
      if (text.length() + token.length() < LONGEST) {
        text.append(token);
      }
    }
    return text.toString();
  }

  /** A part of so many characters, or all; some letters in their other case. */
  private static String part(Random random, String text, int length) {
    int[] characters = text.codePoints().toArray();
    int size = Math.min(length, characters.length);
    int from = random.nextInt(characters.length - size + 1);
    StringBuilder part = new StringBuilder();
    for (int i = from; i < from + size; i++) {
      part.appendCodePoint(
          random.nextBoolean() ? characters[i] : Character.toUpperCase(characters[i]));
    }
    return part.toString();
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (c < ' ' || c == '"' || c == '\\') {
            json.append("\\u%04x".formatted(c));
          } else {
            json.append((char) c);
          }
        });
    return json.toString();
  }
}
