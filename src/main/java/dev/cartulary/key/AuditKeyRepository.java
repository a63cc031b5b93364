package dev.cartulary.key;

import dev.cartulary.database.ActiveSession;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of audit_key. */
@ApplicationScoped
class AuditKeyRepository {

  /**
   * A key as it is stored.
   *
   * @param privateKey encrypted
   */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Stored(String id, String publicKey, String privateKey, String dataKey, Instant createdAt) {

    /** Without the private half. */
    @Override
    public String toString() {
      return "audit key " + id;
    }
  }

  private static final String KEYS =
      "select id, publicKey, privateKey, dataKey, createdAt from AuditKeyEntity";

  private final ActiveSession active;

  AuditKeyRepository(ActiveSession active) {
    this.active = active;
  }

  /** All of them, the oldest first. */
  List<Stored> all() {
    return active.query(Stored.class, KEYS + " order by createdAt, id").getResultList();
  }

  /** The first keys, by id, that are under another data key than this one. */
  List<Stored> underOtherKeys(String dataKey, String afterId, int limit) {
    return active
        .query(
            Stored.class, KEYS + " where dataKey <> ?1 and id > ?2 order by id", dataKey, afterId)
        .setMaxResults(limit)
        .getResultList();
  }

  void create(AuditKeyEntity key) {
    active.stateless().insert(key);
  }

  /** How many keys are under each data key. */
  Map<String, Long> countsByDataKey() {
    Map<String, Long> counts = new HashMap<>();
    active
        .query(String.class, "select dataKey from AuditKeyEntity")
        .getResultList()
        .forEach(id -> counts.merge(id, 1L, Long::sum));
    return counts;
  }

  /** Puts a key under another data key. */
  boolean reencrypt(Stored key, String privateKey, String dataKey) {
    return active.execute(
            "update AuditKeyEntity set privateKey = ?1, dataKey = ?2 where id = ?3",
            privateKey,
            dataKey,
            key.id())
        == 1;
  }
}
