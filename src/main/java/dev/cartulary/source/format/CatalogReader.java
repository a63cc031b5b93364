package dev.cartulary.source.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.source.format.Catalog.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a catalog file: cuts it, checks its shape, then each entry by its schema and the rules. */
public final class CatalogReader {

  /**
   * Counts up when the checks or what is kept of an entry change, so that a new program reads an
   * unchanged file again.
   */
  public static final int RULES = 2;

  /** The most bytes of a catalog file. */
  public static final int LARGEST = 64 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_DOCUMENT = 1024 * 1024;
  private static final int LONGEST_LABEL = 300;
  private static final Pattern REVISION = Pattern.compile("/schemas/([^/]{1,40})/server\\.schema");
  private static final String PUBLISHER = "io.modelcontextprotocol.registry/publisher-provided";
  private static final String TOOLHIVE = "io.github.stacklok";

  private final CatalogSchemas schemas;

  /** A reader with validators of its own, which take megabytes. */
  public CatalogReader() {
    this(new CatalogSchemas());
  }

  CatalogReader(CatalogSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads a file.
   *
   * @throws CatalogException when the file as a whole cannot be used; a wrong entry is only refused
   */
  public Catalog read(byte[] bytes, EntryFilter filter) throws CatalogException {
    CatalogText text = CatalogText.cut(bytes);
    if (text.format() == CatalogFormat.UPSTREAM) {
      Optional<String> wrong = schemas.checkEnvelope(text.envelope());
      if (wrong.isPresent()) {
        throw new CatalogException(
            "it is not a catalog in " + text.format().words() + ": " + wrong.get());
      }
    }
    List<CatalogEntry> entries = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Map<CatalogEntry.Key, String> places = new HashMap<>();
    for (RawEntry raw : text.entries()) {
      readEntry(raw, filter, places, entries, refusals);
    }
    return new Catalog(text.format(), List.copyOf(entries), List.copyOf(refusals), notices(text));
  }

  private static List<String> notices(CatalogText text) {
    return text.format() == CatalogFormat.ANSWER
            && !text.envelope().path("metadata").path("nextCursor").asText("").isEmpty()
        ? List.of("it is one page of a list: its metadata has a nextCursor, so servers are missing")
        : List.of();
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
      refusals.add(new Refusal(raw.place(), "", CatalogText.reason(e)));
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
    if (raw.official().status().equals(Official.DELETED)) {
      return Optional.of("it is deleted in the registry that it comes from");
    }
    return EntryText.twice(raw.text())
        .map(name -> "it has two members \"" + name + "\"; keep one")
        .or(() -> checkSchema(raw.type(), tree))
        .or(() -> EntryRules.checkName(name(raw.type(), tree)))
        .or(() -> EntryRules.checkVersion(text(tree, "version")));
  }

  private Optional<String> checkSchema(EntryType type, JsonNode tree) {
    if (type != EntryType.SERVER) {
      return schemas.checkEntry(type, tree);
    }
    Matcher named = REVISION.matcher(text(tree, "$schema"));
    String other =
        named.find() && !named.group(1).equals(CatalogSchemas.REVISION)
            ? " (it names the schema of "
                + named.group(1)
                + "; all are checked by that of "
                + CatalogSchemas.REVISION
                + ")"
            : "";
    return schemas.checkEntry(type, AbsentMembers.removed(tree)).map(wrong -> wrong + other);
  }

  private static CatalogEntry entry(RawEntry raw, JsonNode tree) {
    String name = name(raw.type(), tree);
    String search = name + '\n' + text(tree, "title") + '\n' + text(tree, "description");
    boolean server = raw.type() == EntryType.SERVER;
    return new CatalogEntry(
        raw.type(),
        name,
        text(tree, "version"),
        // Few documents have that member; the others are stored as they were cut.
        server && tree.has(EntryText.META) ? EntryText.withoutOfficial(raw.text()) : raw.text(),
        JsonText.storable(search.toLowerCase(Locale.ROOT)),
        server ? raw.official().status() : tree.path("status").asText("active"),
        raw.official());
  }

  private static String label(CatalogEntry entry) {
    String shown = (entry.name() + ' ' + entry.version()).strip();
    return JsonText.storable(shown.substring(0, Math.min(LONGEST_LABEL, shown.length())))
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
}
