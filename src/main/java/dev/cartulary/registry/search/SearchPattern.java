package dev.cartulary.registry.search;

/** The plain scan: the pattern with which every engine compares, whatever its index has found. */
public final class SearchPattern {

  private SearchPattern() {}

  /**
   * For {@code LIKE … ESCAPE '!'}: a text that contains this one, its wildcards taken literally.
   */
  public static String containing(String text) {
    return '%' + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
  }
}
