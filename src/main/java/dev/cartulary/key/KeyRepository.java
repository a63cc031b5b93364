package dev.cartulary.key;

import dev.cartulary.key.StoredKeys.Wrapped;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of master_key and data_key. */
@ApplicationScoped
class KeyRepository implements PanacheRepositoryBase<DataKeyEntity, String> {

  /** What is stored now; empty before the first keys were made. */
  Optional<StoredKeys> read() {
    List<Object[]> master =
        getEntityManager()
            .createQuery("select origin, salt, iterations from MasterKeyEntity", Object[].class)
            .getResultList();
    if (master.isEmpty()) {
      return Optional.empty();
    }
    Object[] row = master.get(0);
    MasterKeyFacts facts =
        new MasterKeyFacts(
            MasterKeyFacts.Origin.of((String) row[0]), (String) row[1], (Integer) row[2]);
    List<Wrapped> keys =
        getEntityManager()
            .createQuery(
                "select id, wrapped, active, createdAt, retiredAt from DataKeyEntity"
                    + " order by createdAt, id",
                Object[].class)
            .getResultList()
            .stream()
            .map(key ->
                new Wrapped(
                    (String) key[0],
                    (String) key[1],
                    (Integer) key[2] == 1,
                    (Instant) key[3],
                    Optional.ofNullable((Instant) key[4])))
            .toList();
    return Optional.of(new StoredKeys(facts, keys));
  }

  /** Stores the first keys. Where another process has just done so, it shows at the flush. */
  void create(MasterKeyFacts facts, String keyId, String wrapped, Instant now) {
    getEntityManager().persist(new MasterKeyEntity(facts, now));
    persist(new DataKeyEntity(keyId, wrapped, now));
    flush();
    getEntityManager().clear();
  }

  /** Waits, in a transaction, until no other process changes keys; lasts until its end. */
  void lock(Instant now) {
    update("update MasterKeyEntity set changedAt = ?1 where id = ?2", now, MasterKeyEntity.ONLY);
  }

  /** Makes another master key known. */
  void replaceMaster(MasterKeyFacts facts, Instant now) {
    update(
        "update MasterKeyEntity set origin = ?1, salt = ?2, iterations = ?3, changedAt = ?4"
            + " where id = ?5",
        facts.origin().word(),
        facts.salt(),
        facts.iterations(),
        now,
        MasterKeyEntity.ONLY);
  }

  void rewrap(String keyId, String wrapped) {
    update("wrapped = ?1 where id = ?2", wrapped, keyId);
  }

  /** Adds a key that takes the place of the active one. */
  void activate(String keyId, String wrapped, Instant now) {
    update("active = 0, retiredAt = ?1 where active = 1", now);
    persist(new DataKeyEntity(keyId, wrapped, now));
    flush();
    getEntityManager().clear();
  }

  void remove(Collection<String> keyIds) {
    keyIds.forEach(id -> delete("id", id));
  }
}
