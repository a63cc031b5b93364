package dev.cartulary.source.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.source.format.Catalog.Refusal;
import dev.cartulary.source.rules.Issue;
import dev.cartulary.source.rules.RepositoryHosts;
import dev.cartulary.source.rules.ServerRules;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  public static final int RULES = 4;

  /** The most bytes of a catalog file that is not read in parts. */
  public static final int LARGEST = 64 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_DOCUMENT = 1024 * 1024;
  private static final Pattern REVISION = Pattern.compile("/schemas/([^/]{1,40})/server\\.schema");
  private static final String PUBLISHER = "io.modelcontextprotocol.registry/publisher-provided";
  private static final String TOOLHIVE = "io.github.stacklok";

  private final CatalogSchemas schemas = new CatalogSchemas();
  private final ServerRules rules;

  /** A reader that takes the usual hosts of repositories. */
  public CatalogReader() {
    this(RepositoryHosts.of(RepositoryHosts.USUAL));
  }

  /**
   * A reader with validators of its own, which take megabytes.
   *
   * @param repositories where the source code of servers may be
   */
  public CatalogReader(RepositoryHosts repositories) {
    this.rules = new ServerRules(repositories);
  }

  /**
   * What a document is.
   *
   * @param nextCursor of an answer that is not the last page; empty where it is
   */
  public record Read(CatalogFormat format, Optional<String> nextCursor) {}

  /**
   * Reads a file with the strict checks.
   *
   * @throws CatalogException when the file as a whole cannot be used; a wrong entry is only refused
   */
  public Catalog read(byte[] bytes, EntryFilter filter) throws CatalogException {
    return read(bytes, filter, Validation.STRICT);
  }

  /** Reads a file that fits into memory; of two entries with one name and version the first. */
  public Catalog read(byte[] bytes, EntryFilter filter, Validation validation)
      throws CatalogException {
    List<CatalogEntry> entries = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    Map<CatalogEntry.Key, String> places = new HashMap<>();
    Read read =
        read(
            new ByteArrayInputStream(bytes),
            filter,
            validation,
            new Catalog.Sink() {
              @Override
              public void take(CatalogEntry entry, String place) {
                String first = places.putIfAbsent(entry.key(), place);
                if (first == null) {
                  entries.add(entry);
                } else {
                  refuse(new Refusal(place, entry.label(), twice(first)));
                }
              }

              @Override
              public void refuse(Refusal refusal) {
                refusals.add(refusal);
              }
            });
    return new Catalog(read.format(), List.copyOf(entries), List.copyOf(refusals), notices(read));
  }

  /**
   * Why the second of two entries with one name and version is left out.
   *
   * @param first where the first one stands
   */
  public static String twice(String first) {
    return first + " has the same name and version; the first one is kept";
  }

  /**
   * Reads a document and hands over its entries one by one, as they are read, those with the same
   * name and version as another one too.
   *
   * @param bytes in one of the forms; JSON may have any size
   * @throws CatalogException when the document as a whole cannot be used, which may come to light
   *     after entries of it were handed over; a wrong entry is only refused
   */
  public Read read(InputStream bytes, EntryFilter filter, Validation validation, Catalog.Sink sink)
      throws CatalogException {
    CatalogText.Shape shape =
        CatalogText.read(bytes, (raw, format) -> readEntry(raw, format, filter, validation, sink));
    if (shape.format() == CatalogFormat.UPSTREAM) {
      Optional<String> wrong = schemas.checkEnvelope(shape.envelope());
      if (wrong.isPresent()) {
        throw new CatalogException(
            "it is not a catalog in " + shape.format().words() + ": " + wrong.get());
      }
    }
    JsonNode metadata = shape.envelope().path("metadata");
    String cursor =
        shape.format() == CatalogFormat.ANSWER
            ? metadata.path("nextCursor").asText(metadata.path("next_cursor").asText(""))
            : "";
    return new Read(shape.format(), cursor.isEmpty() ? Optional.empty() : Optional.of(cursor));
  }

  /** What the owner of a document should know. */
  public static List<String> notices(Read read) {
    return read.nextCursor().isPresent()
        ? List.of("it is one page of a list: its metadata has a nextCursor, so servers are missing")
        : List.of();
  }

  void readEntry(
      RawEntry raw,
      CatalogFormat format,
      EntryFilter filter,
      Validation validation,
      Catalog.Sink sink) {
    JsonNode tree;
    try {
      tree = JSON.readTree(raw.text());
    } catch (JsonProcessingException e) {
      sink.refuse(new Refusal(raw.place(), "", CatalogText.reason(e)));
      return;
    }
    if (!filter.takes(name(raw.type(), tree), tags(tree))) {
      return;
    }
    CatalogEntry entry = entry(raw, tree);
    List<Refusal> broken =
        validation == Validation.NONE ? List.of() : checkRules(raw, format, tree, entry.label());
    Optional<String> wrong =
        checkText(raw)
            .or(() -> validation == Validation.STRICT ? firstError(broken) : Optional.empty())
            .or(() -> checkNeeded(raw.type(), tree));
    if (wrong.isPresent()) {
      sink.refuse(new Refusal(raw.place(), entry.label(), wrong.get()));
    } else {
      broken.forEach(
          one -> sink.refuse(new Refusal(Catalog.WARNING, one.place(), one.name(), one.reason())));
      sink.take(entry, raw.place());
    }
  }

  private static Optional<String> firstError(List<Refusal> broken) {
    return broken.stream().filter(Refusal::isError).findFirst().map(Refusal::reason);
  }

  private static Optional<String> checkText(RawEntry raw) {
    return raw.text().length() > LARGEST_DOCUMENT
        ? Optional.of("it is larger than 1 MiB")
        : EntryText.twice(raw.text()).map(name -> "it has two members \"" + name + "\"; keep one");
  }

  /** What it takes to keep an entry and to serve it. */
  private static Optional<String> checkNeeded(EntryType type, JsonNode tree) {
    return tree.isObject()
        ? EntryRules.checkName(name(type, tree))
            .or(() -> EntryRules.checkVersionText(text(tree, "version")))
        : Optional.of("it is not an object");
  }

  /** What else is wrong by the schema and the rules, the gravest first. */
  private List<Refusal> checkRules(
      RawEntry raw, CatalogFormat format, JsonNode tree, String label) {
    List<Refusal> found = new ArrayList<>();
    Optional<String> other = otherRevision(raw.type(), tree);
    String severity = other.isPresent() ? Catalog.WARNING : Catalog.ERROR;
    String about =
        other
            .map(named ->
                " (by the schema of "
                    + CatalogSchemas.REVISION
                    + "; it names that of "
                    + named
                    + ", which this program does not have)")
            .orElse("");
    checkSchema(raw.type(), tree)
        .ifPresent(reason -> found.add(new Refusal(severity, raw.place(), label, reason + about)));
    EntryRules.checkVersion(text(tree, "version"))
        .ifPresent(reason -> found.add(new Refusal(raw.place(), label, reason)));
    if (raw.type() == EntryType.SERVER && found.stream().noneMatch(Refusal::isError)) {
      rules.check(AbsentMembers.removed(tree)).stream()
          .filter(CatalogReader::isOwn)
          .map(issue -> new Refusal(severity(issue, format), raw.place(), label, words(issue)))
          .forEach(found::add);
    }
    return found;
  }

  /**
   * Whether a finding is not made here already. Catalogs need not name a schema, and a part of a
   * name may be one letter.
   */
  private static boolean isOwn(Issue issue) {
    return !issue.path().equals("schema")
        && !issue.path().equals("version")
        && !issue.path().equals("name");
  }

  /**
   * What only publishing demands is a warning in ToolHive's format, which has a schema of its own
   * that does not demand it: a fifth of their own catalog breaks it.
   */
  private static String severity(Issue issue, CatalogFormat format) {
    return issue.isError() && format != CatalogFormat.UPSTREAM ? Catalog.ERROR : Catalog.WARNING;
  }

  private static String words(Issue issue) {
    return (issue.path().isEmpty() ? "" : issue.path() + ": ") + issue.message();
  }

  private Optional<String> checkSchema(EntryType type, JsonNode tree) {
    return schemas.checkEntry(type, type == EntryType.SERVER ? AbsentMembers.removed(tree) : tree);
  }

  /** The revision of the schema that a document names, where it is not the one at hand. */
  private static Optional<String> otherRevision(EntryType type, JsonNode tree) {
    Matcher named = REVISION.matcher(text(tree, "$schema"));
    return type == EntryType.SERVER
            && named.find()
            && !named.group(1).equals(CatalogSchemas.REVISION)
        ? Optional.of(named.group(1))
        : Optional.empty();
  }

  private static CatalogEntry entry(RawEntry raw, JsonNode tree) {
    String name = name(raw.type(), tree);
    boolean server = raw.type() == EntryType.SERVER;
    return new CatalogEntry(
        raw.type(),
        name,
        text(tree, "version"),
        // Few documents have that member; the others are stored as they were cut.
        server && tree.has(EntryText.META) ? EntryText.withoutOfficial(raw.text()) : raw.text(),
        SearchText.of(name, text(tree, "title"), text(tree, "description")),
        server ? raw.official().status() : tree.path("status").asText("active"),
        raw.official());
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
