package dev.cartulary.key;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.key.StoredKeys.Wrapped;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The rows of master_key and data_key, without a persistence context. */
@ApplicationScoped
class KeyRepository {

  private final ActiveSession active;

  KeyRepository(ActiveSession active) {
    this.active = active;
  }

  /** What is stored now; empty before the first keys were made. */
  Optional<StoredKeys> read() {
    return active
        .query(MasterKeyFacts.class, "select origin, salt, iterations from MasterKeyEntity")
        .getResultList()
        .stream()
        .findFirst()
        .map(master ->
            new StoredKeys(
                master,
                active
                    .query(
                        Wrapped.class,
                        "select id, wrapped, active, createdAt, retiredAt from DataKeyEntity"
                            + " order by createdAt, id")
                    .getResultList()));
  }

  /** Stores the first keys. Where another process has just done so, it shows here. */
  void create(MasterKeyFacts facts, String keyId, String wrapped, Instant now) {
    active.stateless().insert(new MasterKeyEntity(facts, now));
    active.stateless().insert(new DataKeyEntity(keyId, wrapped, now));
  }

  /** Waits, in a transaction, until no other process changes keys; lasts until its end. */
  void lock(Instant now) {
    active.execute(
        "update MasterKeyEntity set changedAt = ?1 where id = ?2", now, MasterKeyEntity.ONLY);
  }

  /** Makes another master key known. */
  void replaceMaster(MasterKeyFacts facts, Instant now) {
    active.stateless().update(new MasterKeyEntity(facts, now));
  }

  void rewrap(String keyId, String wrapped) {
    active.execute("update DataKeyEntity set wrapped = ?1 where id = ?2", wrapped, keyId);
  }

  /** Adds a key that takes the place of the active one. */
  void activate(String keyId, String wrapped, Instant now) {
    active.execute("update DataKeyEntity set active = 0, retiredAt = ?1 where active = 1", now);
    active.stateless().insert(new DataKeyEntity(keyId, wrapped, now));
  }

  void remove(Collection<String> keyIds) {
    keyIds.forEach(id -> active.execute("delete from DataKeyEntity where id = ?1", id));
  }
}
