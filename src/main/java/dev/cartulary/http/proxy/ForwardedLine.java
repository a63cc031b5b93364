package dev.cartulary.http.proxy;

import java.util.Locale;

/**
 * Reads a line of {@code Forwarded} (RFC 7239, 4) part by part, each character a bounded number of
 * times whatever the line holds: it is read before any limit counts. What is neither a pair nor a
 * comma is passed over.
 */
final class ForwardedLine {

  private static final String ENDS = "\";, \t";

  private final String line;
  private int at;
  private String name = "";
  private String value = "";

  ForwardedLine(String line) {
    this.line = line;
  }

  /** Goes to the next pair or comma; false where there is none. */
  boolean next() {
    while (at < line.length()) {
      if (line.charAt(at) == ',') {
        name = "";
        at++;
        return true;
      }
      int start = at;
      while (at < line.length() && isLetter(line.charAt(at))) {
        at++;
      }
      if (at > start && at < line.length() && line.charAt(at) == '=') {
        name = line.substring(start, at).toLowerCase(Locale.ROOT);
        at++;
        readValue();
        return true;
      }
      at = Math.max(at, start + 1);
    }
    return false;
  }

  /** Whether this is the comma between two hops. */
  boolean endsHop() {
    return name.isEmpty();
  }

  /** The pair's name, in lower case. */
  String name() {
    return name;
  }

  /** The pair's value, without quotes. */
  String value() {
    return value;
  }

  private void readValue() {
    if (at < line.length() && line.charAt(at) == '"') {
      StringBuilder text = new StringBuilder();
      for (int i = at + 1; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '"') {
          value = text.toString();
          at = i + 1;
          return;
        }
        if (c == '\\' && i + 1 < line.length()) {
          i++;
        }
        text.append(line.charAt(i));
      }
      // A quote without an end, which no second one follows: what a proxy appended is still read.
      value = "";
      at++;
      return;
    }
    int start = at;
    while (at < line.length() && ENDS.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    value = line.substring(start, at);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
