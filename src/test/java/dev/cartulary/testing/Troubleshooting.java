package dev.cartulary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of docs/troubleshooting.md, to be compared with what the program prints.
 *
 * <p>A section starts with a heading of the third level; its id is the heading's anchor. Each of
 * its blocks that is marked {@code text} is a message: {@code <words>} stand for any text on one
 * line, and white space may be broken anywhere.
 */
public final class Troubleshooting {

  private static final Pattern BLOCK =
      Pattern.compile("(?m)^(?:##(#?) (.+)|```text\\n((?s:.*?))\\n```)$");
  private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z][a-z -]*>");

  /** Where a message may begin: a line of its own, after a log line's thread, or inside JSON. */
  private static final String BEGINNING = "(?m)(?:^ *|\\) |(?=\"))";

  /** The end of its line, whatever JSON needs there besides. */
  private static final String ENDING = "[},]*\\s*$";

  private static final Map<String, List<Message>> SECTIONS = read();

  private Troubleshooting() {}

  /**
   * One message of the page.
   *
   * @param section the id of its section
   * @param text as the page has it
   */
  public record Message(String section, String text) {

    /** Whether the program printed it, to the end of its line. */
    public boolean isIn(String output) {
      return pattern().matcher(output).find();
    }

    private Pattern pattern() {
      StringBuilder pattern = new StringBuilder(BEGINNING);
      String text = this.text.replace("\",\n\"", "\",\""); // members of JSON on one line
      Matcher placeholder = PLACEHOLDER.matcher(text);
      int end = 0;
      while (placeholder.find()) {
        pattern.append(literal(text.substring(end, placeholder.start()))).append(".+?");
        end = placeholder.end();
      }
      return Pattern.compile(
          pattern.append(literal(text.substring(end))).append(ENDING).toString());
    }

    private static String literal(String text) {
      StringBuilder pattern = new StringBuilder();
      Matcher part = Pattern.compile("\\s+|\\S+").matcher(text);
      while (part.find()) {
        pattern.append(part.group().isBlank() ? "\\s+" : Pattern.quote(part.group()));
      }
      return pattern.toString();
    }
  }

  /** Fails unless one of the messages of the section is in what the program printed. */
  public static void assertShown(String section, String output) {
    assertThat(SECTIONS).as("sections of docs/troubleshooting.md").containsKey(section);
    assertThat(messages(section))
        .as("messages of docs/troubleshooting.md#%s, in\n%s", section, output)
        .anyMatch(message -> message.isIn(output));
  }

  /** The messages of a section, in the page's order. */
  public static List<Message> messages(String section) {
    return SECTIONS.get(section);
  }

  /** The ids of all sections, in the page's order. */
  public static List<String> sections() {
    return List.copyOf(SECTIONS.keySet());
  }

  private static Map<String, List<Message>> read() {
    Map<String, List<Message>> sections = new LinkedHashMap<>();
    List<Message> current = new ArrayList<>();
    Matcher part = BLOCK.matcher(page());
    String id = "";
    while (part.find()) {
      if (part.group(3) != null) {
        current.add(new Message(id, part.group(3)));
      } else {
        id = anchor(part.group(2));
        current = new ArrayList<>();
        if (part.group(1).equals("#")) {
          sections.put(id, current);
        }
      }
    }
    return sections;
  }

  /** The page itself. */
  public static String page() {
    try {
      return Files.readString(Path.of("docs", "troubleshooting.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The anchor that a heading gets on a rendered page. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }
}
