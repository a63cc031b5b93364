package dev.cartulary.source.format;

/** JSON as text, kept as its author wrote it. */
final class JsonText {

  private JsonText() {}

  /**
   * Drops the whitespace between tokens (RFC 8259, section 2) and nothing else: members, their
   * order, numbers, escapes and duplicates stay as they are.
   *
   * @param json valid JSON
   */
  static String compact(CharSequence json) {
    StringBuilder compact = new StringBuilder(json.length());
    boolean inString = false;
    boolean escaped = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (inString) {
        if (escaped) {
          escaped = false;
        } else if (c == '\\') {
          escaped = true;
        } else if (c == '"') {
          inString = false;
        }
        compact.append(c);
      } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        inString = c == '"';
        compact.append(c);
      }
    }
    return compact.toString();
  }

  /**
   * PostgreSQL stores neither NUL nor half of a surrogate pair, which JSON can spell as escapes.
   */
  static String storable(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }
}
