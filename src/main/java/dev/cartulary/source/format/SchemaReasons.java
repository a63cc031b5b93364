package dev.cartulary.source.format;

import com.networknt.schema.ValidationMessage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what a validator found into few words for a person. */
final class SchemaReasons {

  private static final int SHOWN = 3;
  private static final Pattern INDEX = Pattern.compile("\\.([0-9]+)(?=\\.|$)");
  private static final Pattern FORBIDDEN = Pattern.compile("\\{\"const\":(\"[^\"]*\")}");
  private static final Pattern CHOICE = Pattern.compile("[\\[\",\\]]+");

  private SchemaReasons() {}

  /** The first reasons, and how many more there are; empty where nothing was found. */
  static Optional<String> of(Collection<ValidationMessage> found) {
    Set<String> reasons = new LinkedHashSet<>();
    Map<String, Set<String>> choices = new LinkedHashMap<>();
    for (ValidationMessage message : found) {
      String pointer = message.getInstanceLocation().toString();
      if (message.getType().equals("enum") || message.getType().equals("const")) {
        choices
            .computeIfAbsent(prefix(pointer), place -> new LinkedHashSet<>())
            .addAll(choices(message));
      } else {
        reasons.add(prefix(pointer) + words(message, pointer));
      }
    }
    // The schemas describe alternatives, each with one value of its own: they are one choice.
    choices.forEach(
        (place, values) -> reasons.add(place + "it is none of " + String.join(", ", values)));
    List<String> sorted = reasons.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    String shown = String.join("; ", sorted.subList(0, Math.min(SHOWN, sorted.size())));
    int more = sorted.size() - SHOWN;
    return Optional.of(more > 0 ? shown + "; and " + more + " more" : shown);
  }

  private static String words(ValidationMessage message, String pointer) {
    String words = message.getMessage();
    Matcher forbidden = FORBIDDEN.matcher(words);
    if (message.getType().equals("not") && forbidden.find()) {
      return "it must not be " + forbidden.group(1);
    }
    String own = pointer + ": ";
    return words.startsWith(own) ? words.substring(own.length()) : words;
  }

  private static List<String> choices(ValidationMessage message) {
    Object[] given = message.getArguments();
    return given == null || given.length == 0
        ? List.of()
        : CHOICE
            .splitAsStream(String.valueOf(given[0]))
            .map(String::strip)
            .filter(choice -> !choice.isEmpty())
            .toList();
  }

  /** {@code packages[0].transport: } for {@code /packages/0/transport}; nothing for the whole. */
  static String prefix(String pointer) {
    if (pointer.isEmpty()) {
      return "";
    }
    String dotted = pointer.replace('/', '.').replace("~1", "/").replace("~0", "~");
    Matcher index = INDEX.matcher(dotted);
    String place = index.replaceAll("[$1]");
    return (place.startsWith(".") ? place.substring(1) : place) + ": ";
  }
}
