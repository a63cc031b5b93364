package dev.cartulary.migration;

import dev.cartulary.database.url.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The text of one of Cartulary's own scripts. It knows as much SQL as those scripts use: comments,
 * quoted text and names, and statements that end at a semicolon. It does not take apart triggers,
 * whose bodies hold semicolons: scripts back have none, and of those forward the text is shown.
 */
record SqlScript(String path, String text) {

  /** The script that applies the step. */
  static SqlScript forward(Engine engine, SchemaStep step) {
    return read("db/migration/" + engine.word() + "/" + step.script());
  }

  /** The script that takes the step back. */
  static SqlScript rollback(Engine engine, SchemaStep step) {
    return read("db/rollback/" + engine.word() + "/" + step.script());
  }

  private static SqlScript read(String path) {
    try (InputStream in = SqlScript.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its script " + path);
      }
      return new SqlScript(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script with each <code>${name}</code> replaced by its value. */
  SqlScript filled(Map<String, String> placeholders) {
    String result = text;
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      result = result.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
    }
    return new SqlScript(path, result);
  }

  /** The statements in order, without their semicolons and without comments before them. */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      int next = skip(at);
      if (next > at) {
        start = text.substring(start, at).isBlank() && isComment(at) ? next : start;
        at = next;
      } else {
        if (text.charAt(at) == ';') {
          add(statements, text.substring(start, at));
          start = at + 1;
        }
        at++;
      }
    }
    add(statements, text.substring(start));
    return List.copyOf(statements);
  }

  private static void add(List<String> statements, String statement) {
    if (!statement.isBlank()) {
      statements.add(statement.strip());
    }
  }

  /** The end of the comment or quoted text that begins here; the same place where none does. */
  private int skip(int at) {
    if (text.startsWith("--", at)) {
      return after("\n", at);
    }
    if (text.startsWith("/*", at)) {
      return after("*/", at + 2);
    }
    char quote = text.charAt(at);
    if (quote == '\'' || quote == '"' || quote == '`') {
      return after(String.valueOf(quote), at + 1);
    }
    return at;
  }

  private boolean isComment(int at) {
    return text.startsWith("--", at) || text.startsWith("/*", at);
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}
