package dev.cartulary.source.format;

import java.util.Optional;

/** Prepares the text of a document that is published here. */
public final class PublishedText {

  private static final String PUBLISHER = "io.modelcontextprotocol.registry/publisher-provided";

  private PublishedText() {}

  /**
   * The document as it is stored: without whitespace between tokens, and with nothing in {@code
   * _meta} but what is its publisher's to say. All else stays as it was sent.
   *
   * @param json a JSON object in which no member stands twice
   */
  public static String of(String json) {
    return EntryText.withMeta(JsonText.compact(json.strip()), PUBLISHER);
  }

  /**
   * A member of an object, as it was written but for whitespace between tokens.
   *
   * @param json a JSON object in which no member stands twice
   */
  public static Optional<String> member(String json, String name) {
    return EntryText.member(JsonText.compact(json.strip()), name);
  }

  /** The publisher's part of {@code _meta} of such a document, as JSON. */
  public static Optional<String> publisherMeta(String document) {
    return EntryText.member(document, EntryText.META)
        .flatMap(meta -> EntryText.member(meta, PUBLISHER));
  }
}
