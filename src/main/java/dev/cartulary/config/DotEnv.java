package dev.cartulary.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The parser of {@code .env} files.
 *
 * <p>One {@code KEY=VALUE} per line, {@code export} in front allowed, blank lines and lines that
 * start with {@code #} skipped. A bare value ends at the line's end or at a {@code #} after a
 * blank. In single quotes everything is literal. In double quotes {@code \n \r \t \" \\ \$} are
 * escapes, and the value may run over several lines. Nothing is expanded: a dollar sign is one.
 */
public final class DotEnv {
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private final String name;
  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int position;
  private int line = 1;

  private DotEnv(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * One assignment.
   *
   * @param line the line on which it starts, from 1
   */
  public record Entry(String key, String value, int line) {
    @Override
    public String toString() {
      return key + "=" + Masking.MASK;
    }
  }

  /** Everything read, in the file's order, and everything that could not be read. */
  public record Content(List<Entry> entries, List<Finding> findings) {}

  /**
   * Reads the text of a file; never throws.
   *
   * @param name the file's name, for the findings
   */
  public static Content parse(String name, String text) {
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    DotEnv parser = new DotEnv(name, lines.startsWith("\uFEFF") ? lines.substring(1) : lines);
    while (parser.position < parser.text.length()) {
      parser.assignment();
    }
    return new Content(List.copyOf(parser.entries), List.copyOf(parser.findings));
  }

  private void assignment() {
    skipBlanks();
    if (atEndOfLine() || text.charAt(position) == '#') {
      nextLine();
      return;
    }
    int start = line;
    int end = endOfLine();
    int equals = text.indexOf('=', position);
    if (equals < 0 || equals > end) {
      // The text is not shown: a line of its own may be the rest of a secret that lost its quotes.
      wrong(start, "it has no =", "Write KEY=VALUE, or # in front of a comment");
      nextLine();
      return;
    }
    String key = text.substring(position, equals).strip().replaceFirst("^export\\s+", "");
    position = equals + 1;
    if (!KEY.matcher(key).matches()) {
      wrong(
          start,
          "what stands before the = is not a name",
          "Use letters, digits, _ . and - and no digit at the start");
      nextLine();
      return;
    }
    value(key, start);
  }

  private void value(String key, int start) {
    skipBlanks();
    char first = atEndOfLine() ? '\n' : text.charAt(position);
    if (first == '\'' || first == '"') {
      quoted(key, start, first);
      return;
    }
    int end = endOfLine();
    String value = text.substring(position, end);
    // A # right after the = is part of the value only when no blank stands before it.
    boolean blankBefore = text.charAt(position - 1) != '=';
    int comment = value.startsWith("#") && blankBefore ? 0 : commentStart(value);
    entries.add(new Entry(key, (comment < 0 ? value : value.substring(0, comment)).strip(), start));
    nextLine();
  }

  private void quoted(String key, int start, char quote) {
    StringBuilder value = new StringBuilder();
    int from = position++;
    while (position < text.length() && text.charAt(position) != quote) {
      if (text.charAt(position) == '\n' && quote == '\'') {
        break;
      }
      value.append(quote == '"' ? escaped() : text.charAt(position));
      position++;
    }
    if (position >= text.length() || text.charAt(position) != quote) {
      wrong(start, "the value of " + key + " has no closing " + quote, "Close the quote");
      position = from;
      nextLine();
      return;
    }
    position++;
    countLines(from);
    skipBlanks();
    if (!atEndOfLine() && text.charAt(position) != '#') {
      wrong(
          start,
          "the value of " + key + " goes on after the closing " + quote,
          "Put the whole value in one pair of quotes");
    } else {
      entries.add(new Entry(key, value.toString(), start));
    }
    nextLine();
  }

  /** The character at the position inside double quotes; an unknown escape stays as it is. */
  private char escaped() {
    char c = text.charAt(position);
    if (c != '\\' || position + 1 >= text.length()) {
      return c;
    }
    char next = text.charAt(position + 1);
    int known = "nrt\"\\$".indexOf(next);
    if (known < 0) {
      return c;
    }
    position++;
    return "\n\r\t\"\\$".charAt(known);
  }

  private static int commentStart(String value) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i) == '#' && Character.isWhitespace(value.charAt(i - 1))) {
        return i;
      }
    }
    return -1;
  }

  private void wrong(int at, String problem, String fix) {
    findings.add(new Finding(name + " line " + at, null, problem, fix));
  }

  private void countLines(int from) {
    line += (int) text.substring(from, position).chars().filter(c -> c == '\n').count();
  }

  private void skipBlanks() {
    while (!atEndOfLine() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private boolean atEndOfLine() {
    return position >= text.length() || text.charAt(position) == '\n';
  }

  private int endOfLine() {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end;
  }

  private void nextLine() {
    position = Math.min(endOfLine() + 1, text.length());
    line++;
  }
}
