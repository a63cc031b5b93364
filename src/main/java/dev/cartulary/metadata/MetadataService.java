package dev.cartulary.metadata;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.replica.ReadReplica;
import dev.cartulary.http.page.Page;
import dev.cartulary.metadata.MetadataRepository.KeySize;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads metadata, without a transaction, since on SQLite a transaction takes the one write lock.
 * What changes it is {@link MetadataWriter}.
 */
@ApplicationScoped
@ActivateRequestContext
public class MetadataService {

  /** The most items of a page or keys of a request. */
  public static final int MAX_ITEMS = 1000;

  /** How many bytes of values one answer holds at most, save for a page of one item. */
  static final long MAX_ANSWER_BYTES = 8L * MetadataText.MAX_VALUE_BYTES;

  /** What the audit log calls metadata; its id is the owner. */
  static final String TARGET = "metadata";

  private final MetadataRepository repository;
  private final MetadataEncryption encryption;
  private final ReadReplica replica;
  private final AuditLog audit;

  MetadataService(
      MetadataRepository repository,
      MetadataEncryption encryption,
      ReadReplica replica,
      AuditLog audit) {
    this.repository = repository;
    this.encryption = encryption;
    this.replica = replica;
    this.audit = audit;
  }

  /**
   * The item with its value in clear, for one caller to see. Where it is encrypted, the audit log
   * records it first.
   *
   * @throws ProblemException encryption unavailable, where the value is encrypted and cannot be
   *     opened; audit or database unavailable, where the log cannot be written
   */
  public MetadataItem revealed(MetadataItem item) {
    MetadataItem revealed = encryption.revealed(item);
    if (item.state().encrypted()) {
      audit.recordOrFail(reveal(item.owner()).with("key", item.key().text()));
    }
    return revealed;
  }

  /**
   * Every item of the owner, by key, with its value in clear. The audit log records it once, first.
   *
   * @throws ProblemException as {@link #revealed} does
   */
  public Stream<MetadataItem> allRevealed(MetadataOwner owner) {
    audit.recordOrFail(reveal(owner).with("key", "*"));
    return all(owner, "").map(encryption::revealed);
  }

  private static AuditEvent reveal(MetadataOwner owner) {
    return AuditEvent.done(Action.METADATA_REVEAL, TARGET, owner.text());
  }

  /** The item, or empty where there is none; an encrypted value is not shown. */
  public Optional<MetadataItem> find(MetadataOwner owner, MetadataKey key) {
    return replica.read(() -> repository.read(owner, key));
  }

  /**
   * Those of the keys that exist.
   *
   * @throws ProblemException an invalid request, where their values are too large for one answer
   */
  public Map<MetadataKey, MetadataItem> find(MetadataOwner owner, Collection<MetadataKey> keys) {
    return replica.read(() -> read(owner, keys));
  }

  private Map<MetadataKey, MetadataItem> read(MetadataOwner owner, Collection<MetadataKey> keys) {
    long bytes = repository.bytes(owner, keys);
    if (bytes > MAX_ANSWER_BYTES) {
      throw ProblemException.invalid(
          "keys",
          "the values of these keys have %d bytes; one answer holds %d: ask for fewer keys"
              .formatted(bytes, MAX_ANSWER_BYTES));
    }
    Map<MetadataKey, MetadataItem> items = new HashMap<>();
    repository.read(owner, keys).forEach(item -> items.put(item.key(), item));
    return items;
  }

  /**
   * A page of the owner's items, by key. It may end before the limit where the values are large.
   *
   * @param prefix what the keys start with, taken literally; empty for all
   * @param limit 1 to {@link #MAX_ITEMS}
   * @param cursor the {@code nextCursor} of the page before, or null for the first page
   * @throws ProblemException an invalid request that names {@code prefix}, {@code limit} or {@code
   *     cursor}
   */
  public Page<MetadataItem> list(
      MetadataOwner owner, String prefix, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MAX_ITEMS) {
      throw ProblemException.invalid("limit", "write a number from 1 to " + MAX_ITEMS);
    }
    MetadataText.faultOfPrefix(prefix)
        .ifPresent(fault -> {
          throw ProblemException.invalid("prefix", fault);
        });
    String after = ListCursor.after(cursor, owner, prefix);
    return replica.read(() -> page(owner, prefix, limit, after));
  }

  private Page<MetadataItem> page(
      MetadataOwner owner, String prefix, int limit, @Nullable String after) {
    KeyRange range = new KeyRange(owner, prefix, after, null);
    List<KeySize> keys = repository.keys(range, limit + 1);
    if (keys.isEmpty()) {
      return Page.of(List.of(), null);
    }
    int size = pageSize(keys, limit);
    String last = keys.get(size - 1).key();
    List<MetadataItem> items = repository.items(range.upTo(last), size);
    // Keys created between the two queries may have pushed the last ones off this page.
    String reached = items.size() < size ? last : items.get(size - 1).key().text();
    boolean more = keys.size() > size || !reached.equals(last);
    return Page.of(items, more ? new ListCursor(owner, prefix, reached).text() : null);
  }

  /** Every item of the owner whose key has the prefix, by key, read page by page. */
  public Stream<MetadataItem> all(MetadataOwner owner, String prefix) {
    return Stream.iterate(
            Optional.of(list(owner, prefix, MAX_ITEMS, null)),
            Optional::isPresent,
            page ->
                page.flatMap(it -> Optional.ofNullable(it.nextCursor()))
                    .map(cursor -> list(owner, prefix, MAX_ITEMS, cursor)))
        .flatMap(page -> page.stream().flatMap(it -> it.items().stream()));
  }

  /** Those of the keys that exist. */
  public Set<MetadataKey> existing(MetadataOwner owner, Collection<MetadataKey> keys) {
    return repository.states(owner, keys).keySet();
  }

  private static int pageSize(List<KeySize> keys, int limit) {
    long bytes = 0;
    int size = 0;
    while (size < Math.min(limit, keys.size())) {
      bytes += keys.get(size).bytes();
      if (size > 0 && bytes > MAX_ANSWER_BYTES) {
        break;
      }
      size++;
    }
    return size;
  }
}
