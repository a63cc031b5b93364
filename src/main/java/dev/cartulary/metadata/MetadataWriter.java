package dev.cartulary.metadata;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.crypto.KeyRing;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes metadata.
 *
 * <p>A write reads the state that it builds on inside its transaction, and its statements name that
 * state. On SQLite nobody else writes meanwhile. On the servers no row is locked between reading
 * and writing; where another writer was faster, the write begins again. So nobody's change is lost.
 * That is why transactions are begun here by hand and not by {@code @Transactional}: each attempt
 * needs its own.
 */
@ApplicationScoped
@ActivateRequestContext
public class MetadataWriter {

  private static final int INSERTS_PER_STATEMENT = 200;

  /**
   * An import is one transaction, however large; the default limit of a minute would cut it off.
   */
  private static final Duration WRITE_LIMIT = Duration.ofHours(1);

  private final MetadataRepository repository;
  private final MetadataEncryption encryption;
  private final MetadataQuota quota;
  private final IdempotentRequests requests;
  private final AuditLog audit;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  MetadataWriter(
      MetadataRepository repository,
      MetadataEncryption encryption,
      MetadataQuota quota,
      IdempotentRequests requests,
      AuditLog audit) {
    this.repository = repository;
    this.encryption = encryption;
    this.quota = quota;
    this.requests = requests;
    this.audit = audit;
  }

  /**
   * Carries out all the changes or, where one of them cannot be, none. No key may occur twice.
   *
   * @throws ProblemException an invalid request for a key that occurs twice; a failed precondition
   *     where a change's condition does not hold; a conflict where others kept changing the same
   *     items; an unknown outcome where the connection broke during the commit
   */
  public WriteResult write(MetadataOwner owner, List<MetadataChange> changes) {
    return attempts(owner, changes, Function.identity());
  }

  /**
   * The same for a request, which with an idempotency key is carried out once.
   *
   * @param answer makes the answer of what was done; where it throws, nothing is changed
   * @return the answer to give
   */
  Answer write(
      MetadataOwner owner, List<MetadataChange> changes, Function<WriteResult, Answer> answer) {
    return attempts(owner, changes, written -> requests.complete(answer.apply(written)));
  }

  private <T> T attempts(
      MetadataOwner owner, List<MetadataChange> changes, Function<WriteResult, T> then) {
    refuseRepeatedKeys(changes);
    changes.forEach(encryption::check);
    AtomicBoolean encrypts =
        new AtomicBoolean(encryption.appliesToAny(changes, Collections.emptyMap()));
    return WriteAttempts.run(() -> {
      // Before the transaction, since reading the keys may write.
      Optional<KeyRing> ring = encrypts.get() ? Optional.of(encryption.ring()) : Optional.empty();
      return WriteTransaction.call(
          WRITE_LIMIT,
          () -> {
            Map<MetadataKey, ItemState> before = repository.states(owner, keys(changes));
            changes.forEach(change -> check(change, before.get(change.key())));
            if (ring.isEmpty() && encryption.appliesToAny(changes, before)) {
              encrypts.set(true);
              throw new WriteAttempts.LostRace();
            }
            requests.claim();
            WriteResult written = apply(owner, changes, before, ring);
            T result = then.apply(written);
            record(owner, written); // last, because other writers wait from here to the commit
            return result;
          });
    });
  }

  /**
   * In the order in which rows are locked, by everyone, so that two large writes do not deadlock.
   */
  private static List<MetadataKey> keys(List<MetadataChange> changes) {
    return ordered(changes).stream().map(MetadataChange::key).toList();
  }

  private static List<MetadataChange> ordered(List<MetadataChange> changes) {
    return changes.stream().sorted(Comparator.comparing(change -> change.key().text())).toList();
  }

  private void record(MetadataOwner owner, WriteResult written) {
    if (written.states().isEmpty() && written.deleted().isEmpty()) {
      return;
    }
    audit.record(
        AuditEvent.done(Action.METADATA_WRITE, MetadataService.TARGET, owner.text())
            .with("set", texts(written.states().keySet()))
            .with("deleted", texts(written.deleted())));
  }

  private static List<String> texts(Collection<MetadataKey> keys) {
    return keys.stream().map(MetadataKey::text).sorted().toList();
  }

  private static void refuseRepeatedKeys(List<MetadataChange> changes) {
    Map<MetadataKey, String> seen = new HashMap<>();
    for (MetadataChange change : changes) {
      String first = seen.putIfAbsent(change.key(), change.field());
      if (first != null) {
        throw ProblemException.invalid(
            change.keyField(), "is also the key of " + first + "; a request changes a key once");
      }
    }
  }

  private static void check(MetadataChange change, @Nullable ItemState state) {
    if (change.isDelete() && state == null) {
      return; // deleting what does not exist is done already
    }
    change
        .condition()
        .fault(state == null ? null : state.etag())
        .ifPresent(fault -> {
          String where = change.field().isEmpty() ? "" : change.field() + ": ";
          throw new ProblemException(
              ProblemType.PRECONDITION_FAILED,
              where + "Nothing was changed, because " + fault + ".");
        });
  }

  private WriteResult apply(
      MetadataOwner owner,
      List<MetadataChange> changes,
      Map<MetadataKey, ItemState> before,
      Optional<KeyRing> ring) {
    Instant now = InstantMicros.now();
    List<MetadataKey> created = new ArrayList<>();
    List<MetadataKey> deleted = new ArrayList<>();
    List<MetadataKey> missing = new ArrayList<>();
    Map<MetadataKey, ItemState> states = new HashMap<>();
    List<MetadataKey> overtaken = new ArrayList<>();
    List<MetadataEntity> inserts = new ArrayList<>();
    long bytes = 0;
    for (MetadataChange change : ordered(changes)) {
      MetadataKey key = change.key();
      ItemState state = before.get(key);
      if (state != null || inserts.size() == INSERTS_PER_STATEMENT) {
        insert(inserts); // before other rows are locked, whose keys come later
      }
      if (change.value() == null) {
        (delete(change, state) ? deleted : missing).add(key);
        continue;
      }
      StoredValue value = encryption.stored(owner, change, change.value(), state, ring);
      bytes += value.bytes();
      if (state == null) {
        ItemState first = new ItemState(ids.generate().toString(), 1, now, now, value.dataKey());
        inserts.add(new MetadataEntity(owner, key, value, first));
        states.put(key, first);
        created.add(key);
      } else {
        replace(change, value, state, now)
            .ifPresentOrElse(next -> states.put(key, next), () -> overtaken.add(key));
      }
    }
    insert(inserts);
    quota.check(owner, created.size(), bytes, now, () -> repository.use(owner));
    states.putAll(repository.states(owner, overtaken));
    return new WriteResult(states, created, deleted, missing);
  }

  private void insert(List<MetadataEntity> rows) {
    repository.insert(rows);
    rows.clear();
  }

  /**
   * The state that the item has now; empty where another writer was faster and the change builds on
   * whatever is there.
   */
  private Optional<ItemState> replace(
      MetadataChange change, StoredValue value, ItemState state, Instant now) {
    // Where nothing is said, the value must still be encrypted, or in clear, as it was.
    Boolean was = change.encrypted() == null ? state.encrypted() : null;
    if (repository.replace(state.id(), state.version(), was, value, now)) {
      return Optional.of(state.next(now, value.dataKey()));
    }
    if (change.condition().pinsVersion()
        || !repository.replace(state.id(), null, was, value, now)) {
      throw new WriteAttempts.LostRace();
    }
    return Optional.empty();
  }

  private boolean delete(MetadataChange change, @Nullable ItemState state) {
    if (state == null) {
      return false;
    }
    // Without a condition on the version it builds on whatever is there: it needs no race.
    Long version = change.condition().pinsVersion() ? state.version() : null;
    boolean deleted = repository.remove(state.id(), version);
    if (!deleted && version != null) {
      throw new WriteAttempts.LostRace();
    }
    return deleted;
  }
}
