package dev.cartulary.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.source.Catalog.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a catalog file: cuts it, checks its shape, then each entry by its schema and the rules. */
final class CatalogReader {

  /**
   * Counts up when the checks or what is kept of an entry change, so that a new program reads an
   * unchanged file again.
   */
  static final int RULES = 1;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_DOCUMENT = 1024 * 1024;
  private static final String PUBLISHER = "io.modelcontextprotocol.registry/publisher-provided";
  private static final String TOOLHIVE = "io.github.stacklok";

  private final CatalogSchemas schemas;

  CatalogReader(CatalogSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads a file.
   *
   * @throws CatalogException when the file as a whole is of no use; a wrong entry is only refused
   */
  Catalog read(byte[] bytes, EntryFilter filter) throws CatalogException {
    CatalogText text = CatalogText.cut(bytes);
    Optional<String> wrong = schemas.checkEnvelope(text.envelope());
    if (wrong.isPresent()) {
      throw new CatalogException(
          "it is not a catalog in the upstream registry format: " + wrong.get());
    }
    List<CatalogEntry> entries = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Map<CatalogEntry.Key, String> places = new HashMap<>();
    for (RawEntry raw : text.entries()) {
      readEntry(raw, filter, places, entries, refusals);
    }
    return new Catalog(List.copyOf(entries), List.copyOf(refusals));
  }

  private void readEntry(
      RawEntry raw,
      EntryFilter filter,
      Map<CatalogEntry.Key, String> places,
      List<CatalogEntry> entries,
      List<Refusal> refusals) {
    JsonNode tree;
    try {
      tree = JSON.readTree(raw.text());
    } catch (JsonProcessingException e) {
      refusals.add(new Refusal(raw.place(), "unnamed", CatalogText.reason(e)));
      return;
    }
    if (!filter.takes(name(raw.type(), tree), tags(tree))) {
      return;
    }
    Optional<String> wrong = check(raw, tree);
    CatalogEntry entry = entry(raw, tree);
    if (wrong.isEmpty()) {
      String first = places.putIfAbsent(entry.key(), raw.place());
      wrong =
          Optional.ofNullable(first)
              .map(place -> place + " has the same name and version; the first one is kept");
    }
    if (wrong.isPresent()) {
      refusals.add(new Refusal(raw.place(), label(entry), wrong.get()));
    } else {
      entries.add(entry);
    }
  }

  private Optional<String> check(RawEntry raw, JsonNode tree) {
    if (raw.text().length() > LARGEST_DOCUMENT) {
      return Optional.of("it is larger than 1 MiB");
    }
    return schemas
        .checkEntry(raw.type(), tree)
        .or(() -> EntryRules.checkName(name(raw.type(), tree)))
        .or(() -> EntryRules.checkVersion(text(tree, "version")));
  }

  private static CatalogEntry entry(RawEntry raw, JsonNode tree) {
    String name = name(raw.type(), tree);
    String search = name + '\n' + text(tree, "title") + '\n' + text(tree, "description");
    return new CatalogEntry(
        raw.type(),
        name,
        text(tree, "version"),
        raw.text(),
        storable(search.toLowerCase(Locale.ROOT)),
        raw.type() == EntryType.SERVER ? "active" : tree.path("status").asText("active"));
  }

  private static String label(CatalogEntry entry) {
    String label = entry.name().isEmpty() ? "unnamed" : entry.name();
    String shown = entry.version().isEmpty() ? label : label + " " + entry.version();
    return storable(shown.substring(0, Math.min(300, shown.length())))
        .replaceAll("\\p{Cntrl}", " ");
  }

  /** Skills and plugins carry the two parts of their name apart. */
  private static String name(EntryType type, JsonNode tree) {
    String name = text(tree, "name");
    String namespace = type == EntryType.SERVER ? "" : text(tree, "namespace");
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private static String text(JsonNode tree, String member) {
    JsonNode value = tree.path(member);
    return value.isTextual() ? value.asText() : "";
  }

  /**
   * ToolHive's catalogs carry tags per image or URL, below the publisher's part of {@code _meta}.
   */
  private static Set<String> tags(JsonNode tree) {
    Set<String> tags = new HashSet<>();
    for (JsonNode extension : tree.path("_meta").path(PUBLISHER).path(TOOLHIVE)) {
      extension.path("tags").forEach(tag -> tags.add(tag.asText()));
    }
    return tags;
  }

  /**
   * PostgreSQL stores neither NUL nor half of a surrogate pair, which JSON can spell as escapes.
   */
  private static String storable(String text) {
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }
}
