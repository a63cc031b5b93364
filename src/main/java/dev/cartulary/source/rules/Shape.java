package dev.cartulary.source.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which JSON a member may be. */
sealed interface Shape {

  /** A text of so many characters. */
  record Text(int least, int most, boolean mayBeEmpty) implements Shape {}

  /** A value of a kind that has no parts that are looked at. */
  record Scalar(String word, Predicate<JsonNode> test) implements Shape {}

  /** A list of these. */
  record Items(Shape of) implements Shape {}

  /** An object with any names for these. */
  record Named(Shape of) implements Shape {}

  /** An object with these members, of which the required ones must be there. */
  record Members(Map<String, Shape> known, List<String> required) implements Shape {}

  Shape TEXT = new Text(0, Integer.MAX_VALUE, true);
  Shape BOOLEAN = new Scalar("true or false", JsonNode::isBoolean);
  Shape OBJECT = new Scalar("an object", JsonNode::isObject);
}
