package dev.cartulary.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.fetch.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is published here. Each method runs in the caller's transaction, which has called
 * {@link #lock} first: one change at a time of what a managed source has, so that what was checked
 * still holds when it is written. The rules are those of the MCP Registry API.
 */
@ApplicationScoped
public class ManagedEntries {

  /** The most versions of one name, deleted ones included. */
  public static final int MOST_VERSIONS = 10_000;

  private static final int AT_ONCE = 100;

  /**
   * A name in a managed source.
   *
   * @param type {@code server}, {@code skill} or {@code plugin}
   */
  public record Name(String sourceId, String type, String name) {}

  private final ManagedEntryRepository entries;
  private final Event<CatalogChanged> changed;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  ManagedEntries(ManagedEntryRepository entries, Event<CatalogChanged> changed) {
    this.entries = entries;
    this.changed = changed;
  }

  /**
   * Waits until nobody else changes what the source has, until the end of the transaction.
   *
   * @throws ProblemException not found, where the source is gone or not managed
   */
  public void lock(String sourceId) {
    if (!entries.lock(sourceId)) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "The source that was to take it was removed meanwhile.");
    }
  }

  /** One version, deleted or not; of a source that is managed. */
  public Optional<ManagedEntry> entry(String sourceId, String type, String name, String version) {
    return entries.entry(sourceId, type, name, version);
  }

  /** Every version, deleted or not, without its document: the one published last first. */
  public List<ManagedVersion> versions(String sourceId, String type, String name) {
    return entries.versions(sourceId, type, name).stream()
        .sorted(
            Comparator.comparing(ManagedVersion::publishedAt)
                .thenComparing(ManagedVersion::ordered)
                .reversed())
        .toList();
  }

  /**
   * Versions with their documents, in the order that they are given in, as long as the documents
   * together are not larger than so many characters.
   */
  public List<ManagedEntry> entries(List<ManagedVersion> versions, long mostCharacters) {
    List<ManagedEntry> found = new ArrayList<>();
    long characters = 0;
    for (int from = 0; from < versions.size(); from += AT_ONCE) {
      List<String> ids = ids(versions.subList(from, Math.min(versions.size(), from + AT_ONCE)));
      Map<String, ManagedEntry> byId =
          entries.entries(ids).stream()
              .collect(Collectors.toMap(ManagedEntry::id, Function.identity()));
      for (String id : ids) {
        ManagedEntry entry = byId.get(id);
        characters += entry == null ? 0 : entry.document().length();
        if (characters > mostCharacters) {
          return found;
        }
        if (entry != null) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  private static List<String> ids(List<ManagedVersion> versions) {
    return versions.stream().map(ManagedVersion::id).toList();
  }

  /**
   * Publishes a version.
   *
   * @throws ProblemException an invalid request, where another name has one of its remotes, the
   *     name has too many versions, or this version exists, deleted or not
   */
  public ManagedEntry publish(String sourceId, EntryDraft draft) {
    refuseRemotes(sourceId, draft.name(), draft.remotes());
    List<ManagedVersion> before = entries.versions(sourceId, draft.type(), draft.name());
    if (before.size() >= MOST_VERSIONS) {
      throw refused(
          "maximum number of versions for this "
              + draft.type()
              + " reached: it has "
              + before.size()
              + ", deleted ones included");
    }
    before.stream()
        .filter(version -> version.version().equals(draft.version()))
        .findFirst()
        .ifPresent(twin -> {
          throw refused(
              "invalid version: cannot publish duplicate version"
                  + (twin.isDeleted()
                      ? ": "
                          + twin.version()
                          + " exists and is deleted; change its status, or publish another version"
                      : ""));
        });
    Instant now = InstantMicros.now();
    String id = ids.generate().toString();
    boolean latest = isLatest(new PublishedVersion(draft.version(), now), before);
    // A name that is kept for some stays so with each new version.
    EntryDraft kept =
        draft.claims() != null
            ? draft
            : draft.keptFor(entries.claims(sourceId, draft.type(), draft.name()).orElse(null));
    entries.insert(new EntryEntity(id, sourceId, kept, latest, now), sourceId);
    if (latest) {
      before.stream().filter(v -> v.latest() == 1).forEach(v -> entries.mark(v.id(), false));
    }
    entries.insert(remotes(id, sourceId, draft.remotes()));
    fire(sourceId, draft.type(), draft.name());
    return reread(sourceId, draft.type(), draft.name(), draft.version());
  }

  /** Later than the highest version that is not deleted; equal precedence is not later. */
  private static boolean isLatest(PublishedVersion version, List<ManagedVersion> before) {
    return before.stream()
        .filter(other -> !other.isDeleted())
        .allMatch(other -> version.isLaterThan(other.ordered()));
  }

  /**
   * Gives a version another document. When it was published, its status and whether it is the
   * latest stay.
   *
   * @throws ProblemException an invalid request, where another name has one of its remotes
   */
  public ManagedEntry edit(String sourceId, ManagedEntry entry, EntryDraft draft) {
    refuseRemotes(sourceId, draft.name(), draft.remotes());
    entries.edit(entry.id(), draft.document(), draft.searchText(), InstantMicros.now());
    entries.replace(entry.id(), remotes(entry.id(), sourceId, draft.remotes()));
    fire(sourceId, entry.type(), entry.name());
    return reread(sourceId, entry.type(), entry.name(), entry.version());
  }

  /**
   * Gives versions of one name another status, those that have it already left out.
   *
   * @param message shown beside it; null for none
   * @return how many were changed
   * @throws ProblemException an invalid request, where a restored one has a remote that another
   *     name has now
   */
  public int status(
      Name name, List<ManagedVersion> versions, String status, @Nullable String message) {
    Instant now = InstantMicros.now();
    List<ManagedVersion> other =
        versions.stream().filter(version -> !version.status().equals(status)).toList();
    List<ManagedVersion> changed =
        versions.stream()
            .filter(version ->
                !version.status().equals(status)
                    || !Objects.equals(version.statusMessage(), message))
            .toList();
    other.stream()
        .filter(ManagedVersion::isDeleted)
        .forEach(
            version -> refuseHashes(name.sourceId(), name.name(), entries.remotes(version.id())));
    for (int from = 0; from < other.size(); from += AT_ONCE) {
      entries.statusChanged(ids(other.subList(from, Math.min(other.size(), from + AT_ONCE))), now);
    }
    for (int from = 0; from < changed.size(); from += AT_ONCE) {
      entries.status(
          ids(changed.subList(from, Math.min(changed.size(), from + AT_ONCE))),
          status,
          message,
          now);
    }
    if (!changed.isEmpty()) {
      recalculate(name.sourceId(), name.type(), name.name());
      fire(name.sourceId(), name.type(), name.name());
    }
    return changed.size();
  }

  /** Of equals the one published later; among deleted ones only where all are. */
  private void recalculate(String sourceId, String type, String name) {
    List<ManagedVersion> versions = entries.versions(sourceId, type, name);
    Comparator<ManagedVersion> order = Comparator.comparing(ManagedVersion::ordered);
    ManagedVersion latest =
        versions.stream()
            .filter(version -> !version.isDeleted())
            .max(order)
            .or(() -> versions.stream().max(order))
            .orElseThrow();
    for (ManagedVersion version : versions) {
      boolean is = version.id().equals(latest.id());
      if (is != (version.latest() == 1)) {
        entries.mark(version.id(), is);
      }
    }
  }

  private void refuseRemotes(String sourceId, String name, Set<String> urls) {
    for (String url : urls) {
      entries
          .remoteOfAnother(sourceId, name, List.of(Digest.of(url)))
          .ifPresent(other -> {
            throw refused("remote URL " + url + " is already used by server " + other);
          });
    }
  }

  private void refuseHashes(String sourceId, String name, List<String> hashes) {
    if (!hashes.isEmpty()) {
      entries
          .remoteOfAnother(sourceId, name, hashes)
          .ifPresent(other -> {
            throw refused("a remote URL of it is already used by server " + other);
          });
    }
  }

  private List<EntryRemoteEntity> remotes(String entryId, String sourceId, Set<String> urls) {
    return urls.stream()
        .map(url ->
            new EntryRemoteEntity(ids.generate().toString(), entryId, sourceId, Digest.of(url)))
        .toList();
  }

  private ManagedEntry reread(String sourceId, String type, String name, String version) {
    return entries.entry(sourceId, type, name, version).orElseThrow();
  }

  private void fire(String sourceId, String type, String name) {
    changed.fire(new CatalogChanged(sourceId, Set.of(new CatalogChanged.Name(type, name))));
  }

  private static ProblemException refused(String reason) {
    return ProblemException.naming(
        ProblemType.INVALID_REQUEST, reason, List.of(FieldError.ofBody("", reason, null)), null);
  }
}
