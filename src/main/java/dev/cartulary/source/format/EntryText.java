package dev.cartulary.source.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Works on the text of an entry by its outermost members, and leaves the rest as it was written.
 */
final class EntryText {

  /** The member of a document or answer that registries and publishers put their words into. */
  static final String META = "_meta";

  private static final List<String> ONCE = List.of("name", "version");

  private EntryText() {}

  /** A member of an object: where its name begins, and where its value begins and ends. */
  private record Member(String name, int from, int valueFrom, int to) {

    String value(String object) {
      return object.substring(valueFrom, to);
    }
  }

  /**
   * An element of a list of servers: a document, or, in an answer of the API, a document with what
   * the registry says about it beside it.
   *
   * @param compact valid JSON without whitespace between tokens
   */
  static RawEntry server(String place, String compact) {
    List<Member> members = members(compact);
    Optional<Member> document = last(members, "server").filter(m -> isObject(m, compact));
    if (document.isEmpty() || last(members, "name").isPresent()) {
      return new RawEntry(EntryType.SERVER, place, compact, Official.NONE);
    }
    JsonNode meta =
        last(members, META).map(m -> tree(m.value(compact))).orElse(MissingNode.getInstance());
    return new RawEntry(EntryType.SERVER, place, document.get().value(compact), Official.of(meta));
  }

  /**
   * Which of the members that say what an entry is stands twice; readers differ in which counts.
   */
  static Optional<String> twice(String compact) {
    List<String> names = members(compact).stream().map(Member::name).toList();
    return ONCE.stream().filter(name -> names.indexOf(name) != names.lastIndexOf(name)).findFirst();
  }

  /**
   * The document without what only a registry may say: clients would take it for ours.
   *
   * @param compact valid JSON without whitespace between tokens
   */
  static String withoutOfficial(String compact) {
    String text = compact;
    List<Member> members = members(compact);
    for (int i = members.size() - 1; i >= 0; i--) { // from the end, so that places stay
      Member member = members.get(i);
      if (member.name().equals(META) && isObject(member, compact)) {
        text =
            text.substring(0, member.valueFrom())
                + without(member.value(compact), Official.MEMBER)
                + text.substring(member.to());
      }
    }
    return text;
  }

  /** The value of a member of an object, as it was written. */
  static Optional<String> member(String compact, String name) {
    return last(members(compact), name).map(member -> member.value(compact));
  }

  /** The document with this one member in its {@code _meta}, or without one where it lacks that. */
  static String withMeta(String compact, String kept) {
    Optional<String> meta = member(compact, META);
    if (meta.isEmpty()) {
      return compact;
    }
    Optional<Member> inner = last(members(meta.get()), kept);
    return members(compact).stream()
        .filter(member -> !member.name().equals(META) || inner.isPresent())
        .map(member ->
            member.name().equals(META)
                ? compact.substring(member.from(), member.valueFrom())
                    + '{'
                    + meta.get().substring(inner.orElseThrow().from(), inner.orElseThrow().to())
                    + '}'
                : compact.substring(member.from(), member.to()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String without(String object, String name) {
    List<Member> members = members(object);
    if (last(members, name).isEmpty()) {
      return object;
    }
    return members.stream()
        .filter(member -> !member.name().equals(name))
        .map(member -> object.substring(member.from(), member.to()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static boolean isObject(Member member, String text) {
    return text.charAt(member.valueFrom()) == '{';
  }

  /** Of several members of one name the last one counts, as in Jackson's tree. */
  private static Optional<Member> last(List<Member> members, String name) {
    return members.stream().filter(member -> member.name().equals(name)).reduce((a, b) -> b);
  }

  private static JsonNode tree(String json) {
    try {
      return CatalogText.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The members of an object; none where the text is another value. */
  private static List<Member> members(String json) {
    List<Member> members = new ArrayList<>();
    try (JsonParser parser = CatalogText.JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return List.of();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int from = at(parser.currentTokenLocation().getCharOffset());
        parser.nextToken();
        int valueFrom = at(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        // Scalars are read lazily: their end is known once they have been read.
        parser.finishToken();
        members.add(
            new Member(name, from, valueFrom, at(parser.currentLocation().getCharOffset())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  private static int at(long offset) {
    return Math.toIntExact(offset);
  }
}
