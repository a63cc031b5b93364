package dev.cartulary.config;

/** Writes a text so that SmallRye Config reads back exactly this text. */
public final class PropertyText {
  /**
   * An expression whose default is a backslash: the only form in which one may stand before a $.
   */
  private static final String BACKSLASH = "${cartulary.no.such.property:\\}";

  private PropertyText() {}

  /**
   * The text with everything escaped that property expansion would touch. A value without a dollar
   * sign is left alone by the expansion, so it is left alone here as well.
   */
  public static String literal(String text) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '$' -> escaped.append("$$");
        case '\\' -> escaped.append(BACKSLASH);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
