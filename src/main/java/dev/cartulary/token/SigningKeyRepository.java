package dev.cartulary.token;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of signing_key. */
@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {

  /**
   * A key as it is stored.
   *
   * @param privateKey encrypted
   */
  @RegisterForReflection
  record Stored(String id, String publicKey, String privateKey) {}

  /** Those in use, the oldest first. */
  List<Stored> inUse() {
    return find("retiredAt is null", Sort.by("createdAt", "id")).project(Stored.class).list();
  }

  /** The first keys, by id, that are under another data key than this one. */
  List<Stored> underOtherKeys(String dataKey, String afterId, int limit) {
    return find("dataKey <> ?1 and id > ?2", Sort.by("id"), dataKey, afterId)
        .range(0, limit - 1)
        .project(Stored.class)
        .list();
  }

  void create(SigningKeyEntity key) {
    persistAndFlush(key);
  }

  /** How many keys are under each data key. */
  Map<String, Long> countsByDataKey() {
    Map<String, Long> counts = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select dataKey, count(*) from SigningKeyEntity group by dataKey", Object[].class)
        .getResultList()
        .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    return counts;
  }

  /** Puts a key under another data key. */
  boolean reencrypt(Stored key, String privateKey, String dataKey) {
    return update("privateKey = ?1, dataKey = ?2 where id = ?3", privateKey, dataKey, key.id())
        == 1;
  }
}
