package dev.cartulary.source.rules;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads members of documents. */
final class Json {

  private Json() {}

  /** The text of a member; empty where it is absent or something else. */
  static String text(JsonNode object, String member) {
    JsonNode value = object.path(member);
    return value.isTextual() ? value.textValue() : "";
  }
}
