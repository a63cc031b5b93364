package dev.cartulary.source.format;

/**
 * The text in which searches look, and the one rule of which characters are alike.
 *
 * <p>Two characters are alike where Unicode's simple case mappings make the same of them: upper
 * case, then lower case, each code point by itself. So {@code İ}, {@code I}, {@code ı} and {@code
 * i} are alike, and so are {@code Σ}, {@code σ} and {@code ς}; {@code ß} and {@code ss} are not. It
 * is the rule of {@link String#equalsIgnoreCase}, and knows no language.
 */
public final class SearchText {

  private SearchText() {}

  /**
   * What is stored of an entry: name, title and description, folded, each on a line. It holds
   * neither NUL nor half of a surrogate pair, which PostgreSQL could not store.
   *
   * @param title empty for none
   * @param description empty for none
   */
  public static String of(String name, String title, String description) {
    return fold(JsonText.storable(name + '\n' + title + '\n' + description));
  }

  /** The text with all that is alike made the same, and as many code points as before. */
  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
