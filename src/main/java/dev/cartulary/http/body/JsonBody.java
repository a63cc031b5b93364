package dev.cartulary.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A small JSON object of a request. Reads member by member, collects what is wrong, and {@link
 * #finish} says it all at once. No message shows a value.
 */
public final class JsonBody {

  private final FieldErrors errors = new FieldErrors();
  private final JsonNode object;

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /**
   * Parses the object.
   *
   * @param members the names that it may have
   * @throws ProblemException invalid JSON, or an invalid request where it is no object
   */
  public static JsonBody of(byte[] bytes, Set<String> members) {
    JsonNode node = RequestJson.parse(bytes);
    if (!node.isObject()) {
      throw ProblemException.invalid("body", "write a JSON object");
    }
    JsonBody body = new JsonBody(node);
    String known = String.join(", ", sorted(members));
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!members.contains(name)) {
            body.wrong(name, "is not known here; there is " + known);
          }
        });
    return body;
  }

  private static List<String> sorted(Set<String> members) {
    return members.stream().sorted().toList();
  }

  /** Notes that a member is wrong. */
  public void wrong(String member, String message) {
    errors.add(member, message);
  }

  /** Whether the member is there, be it null. */
  public boolean has(String member) {
    return object.has(member);
  }

  /** The member's text; empty where it is left out or null; what is no text is noted. */
  public Optional<String> text(String member) {
    JsonNode node = object.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      wrong(member, "write a text");
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /** The member's text; where it is missing this is noted, and the text is empty. */
  public String required(String member) {
    Optional<String> text = text(member);
    if (text.isEmpty() && !errors.name(member)) {
      wrong(member, "is missing");
    }
    return text.orElse("");
  }

  /** The member as true or false; empty where it is left out or null. */
  public Optional<Boolean> flag(String member) {
    JsonNode node = object.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isBoolean()) {
      wrong(member, "write true or false");
      return Optional.empty();
    }
    return Optional.of(node.booleanValue());
  }

  /** The member as a list of texts; empty where it is left out or null. */
  public Optional<List<String>> texts(String member) {
    JsonNode node = object.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    boolean right = node.isArray();
    for (JsonNode item : node) {
      right &= item.isTextual();
      texts.add(item.asText());
    }
    if (!right) {
      wrong(member, "write a list of texts");
      return Optional.empty();
    }
    return Optional.of(texts);
  }

  /** Lets a rule judge a text; what it throws about it is noted under the member's name. */
  public void check(String member, String text, Consumer<String> rule) {
    try {
      rule.accept(text);
    } catch (ProblemException problem) {
      problem.errors().forEach(error -> wrong(member, error.message()));
    }
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  public void finish() {
    errors.finish();
  }
}
