package dev.cartulary.key;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Secret;
import dev.cartulary.crypto.DataKey;
import dev.cartulary.crypto.KeyRing;
import dev.cartulary.crypto.MasterKey;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.key.StoredKeys.Wrapped;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Shows the keys and changes them. Each change is one transaction or, for the values, many small
 * ones after each of which every value can be read: killed at any moment and run again, it ends
 * where it would have.
 */
@ApplicationScoped
@ActivateRequestContext
public class KeyRotation {

  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);

  /** What the audit log calls a data key. */
  private static final String TARGET = "data_key";

  /** After this long every process encrypts under the new key: it has looked at the keys again. */
  private static final Duration KNOWN_EVERYWHERE = KeyService.REREAD.plusSeconds(1);

  /** A retired key stays at least this long, for a write that took longer than any should. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /**
   * A data key, for people.
   *
   * @param values how many values are encrypted under it
   */
  public record KeyLine(
      String id, boolean active, Instant createdAt, Optional<Instant> retiredAt, long values) {}

  /**
   * The keys, for people.
   *
   * @param origin {@code given} or {@code derived}: how the master key in force is made
   * @param opens whether it opens the data keys; if not, {@code reason} says why
   */
  public record Status(String origin, boolean opens, String reason, List<KeyLine> keys) {}

  /**
   * What a rotation did.
   *
   * @param activeKey the key that every value is under that opens
   * @param changed how many values were re-encrypted
   * @param removed the retired keys that were removed
   * @param resumed whether it ended a rotation that was cut short
   * @param left how many values do not open, and stay as they are
   */
  public record Rotated(
      String activeKey, long changed, List<String> removed, boolean resumed, long left) {}

  private final KeyRepository repository;
  private final KeyService keys;
  private final AllEncryptedValues values;
  private final AuditLog audit;

  KeyRotation(
      KeyRepository repository, KeyService keys, AllEncryptedValues values, AuditLog audit) {
    this.repository = repository;
    this.keys = keys;
    this.values = values;
    this.audit = audit;
  }

  /**
   * The keys as they are; changes nothing.
   *
   * @throws ProblemException encryption unavailable, where there are none yet
   */
  public Status status() {
    String reason = "";
    stored();
    try {
      keys.open();
    } catch (ProblemException wrong) {
      reason = wrong.detail();
    }
    StoredKeys stored = stored();
    Map<String, Long> counts = values.counts();
    List<KeyLine> lines = new ArrayList<>();
    for (Wrapped key : stored.keys()) {
      lines.add(
          new KeyLine(
              key.id(),
              key.active(),
              key.createdAt(),
              key.retiredAt(),
              counts.getOrDefault(key.id(), 0L)));
    }
    return new Status(keys.origin().word(), reason.isEmpty(), reason, lines);
  }

  private StoredKeys stored() {
    return repository
        .read()
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.ENCRYPTION_UNAVAILABLE,
                "This database has no encryption keys yet; the first start of the server makes them."));
  }

  /** How many values a rotation would re-encrypt now. */
  public long toReencrypt() {
    return values.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Makes a new data key, unless a rotation was cut short, encrypts every value under it, and
   * removes retired keys that nothing uses any more. Servers may run meanwhile.
   *
   * @param progress hears how many values were re-encrypted so far
   * @throws ProblemException encryption unavailable, where the keys do not open
   */
  public Rotated rotate(LongConsumer progress) {
    KeyRing before = keys.open();
    long changed = 0;
    if (values.underOthers(before.activeId()) > 0) {
      changed = values.reencrypt(before, 0, progress);
    }
    boolean resumed = changed > 0;
    if (!resumed) { // what does not open keeps nobody from a new key
      begin(before);
    }
    long activated = System.nanoTime();
    KeyRing ring = keys.open();
    changed += values.reencrypt(ring, changed, progress);
    await(activated + KNOWN_EVERYWHERE.toNanos());
    // Again, for values that a server wrote under the former key meanwhile.
    changed += values.reencrypt(ring, changed, progress);
    List<String> removed = end(ring, changed);
    return new Rotated(
        ring.activeId(), changed, removed, resumed, values.underOthers(ring.activeId()));
  }

  private void begin(KeyRing before) {
    MasterKey master = keys.master(stored().master());
    DataKey key = DataKey.generate();
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          Instant now = InstantMicros.now();
          repository.lock(now);
          checkUnchanged(before);
          repository.activate(key.id(), master.wrap(key), now);
          audit.record(
              AuditEvent.done(Action.KEY_ROTATE, TARGET, key.id())
                  .with("step", "begun")
                  .with("formerKey", before.activeId()));
          return null;
        });
  }

  private static void await(long end) {
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void checkUnchanged(KeyRing before) {
    if (!stored().active().id().equals(before.activeId())) {
      throw changedMeanwhile();
    }
  }

  /** Removes the keys that nothing uses any more, and gives their ids. */
  private List<String> end(KeyRing ring, long changed) {
    Instant limit = InstantMicros.now().minus(GRACE);
    return Objects.requireNonNull(
        WriteTransaction.call(
            WRITE_LIMIT,
            () -> {
              repository.lock(InstantMicros.now());
              Map<String, Long> counts = values.counts();
              List<String> unused =
                  stored().keys().stream()
                      .filter(key -> key.retiredAt().filter(limit::isAfter).isPresent())
                      .map(Wrapped::id)
                      .filter(id -> !counts.containsKey(id))
                      .toList();
              repository.remove(unused);
              audit.record(
                  AuditEvent.done(Action.KEY_ROTATE, TARGET, ring.activeId())
                      .with("step", "ended")
                      .with("valuesEncryptedAnew", Long.toString(changed))
                      .with("removedKeys", unused));
              return unused;
            }));
  }

  /**
   * Wraps every data key under the master key in force, in one transaction. The values stay as they
   * are.
   *
   * @param former gives the master key that the data keys are wrapped under, from the stored salt
   * @param dryRun whether only to look whether it would do
   * @return how many data keys it concerned; zero where they are under the key in force already
   * @throws ProblemException encryption unavailable, where the former key does not open them either
   */
  public int rewrap(FormerKey former, boolean dryRun) {
    StoredKeys stored = stored();
    if (KeyService.opened(stored, keys.master(stored.master())).isPresent()) {
      return 0;
    }
    List<DataKey> open = opened(stored, former);
    if (dryRun) {
      return open.size();
    }
    MasterKeyFacts facts = keys.newFacts();
    MasterKey inForce = keys.master(facts);
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          Instant now = InstantMicros.now();
          repository.lock(now);
          if (!stored().equals(stored)) {
            throw changedMeanwhile();
          }
          open.forEach(key -> repository.rewrap(key.id(), inForce.wrap(key)));
          repository.replaceMaster(facts, now);
          audit.record(
              AuditEvent.done(Action.KEY_REWRAP, "master_key", facts.origin().word())
                  .with("dataKeys", open.stream().map(DataKey::id).toList()));
          return null;
        });
    return open.size();
  }

  private static ProblemException changedMeanwhile() {
    return new ProblemException(
        ProblemType.CONFLICT, "Another process has just changed the keys. Nothing was changed.");
  }

  private static List<DataKey> opened(StoredKeys stored, FormerKey former) {
    return former
        .dataKeys(stored)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.ENCRYPTION_UNAVAILABLE,
                former.name() + " does not open the encryption keys either. Nothing was changed."));
  }

  /**
   * A copy of the keys that the passphrase opens, without this database and its master key. The
   * audit log records it first.
   */
  public RecoveryCopy recoveryCopy(Secret passphrase) {
    keys.open();
    StoredKeys stored = stored();
    List<DataKey> open = KeyService.opened(stored, keys.master(stored.master())).orElseThrow();
    audit.recordOrFail(AuditEvent.done(Action.KEY_EXPORT, TARGET, stored.active().id()));
    return RecoveryCopy.of(stored.active().id(), open, passphrase);
  }
}
