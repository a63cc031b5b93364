package dev.cartulary.token;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
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
  record Stored(String id, String publicKey, String privateKey) {}

  /** Those in use, the oldest first. */
  List<Stored> inUse() {
    return read("retiredAt is null order by createdAt, id", Map.of(), Integer.MAX_VALUE);
  }

  /** The first keys, by id, that are under another data key than this one. */
  List<Stored> underOtherKeys(String dataKey, String afterId, int limit) {
    return read(
        "dataKey <> :dataKey and id > :after order by id",
        Map.of("dataKey", dataKey, "after", afterId),
        limit);
  }

  private List<Stored> read(String condition, Map<String, String> parameters, int limit) {
    var query =
        getEntityManager()
            .createQuery(
                "select id, publicKey, privateKey from SigningKeyEntity where " + condition,
                Object[].class)
            .setMaxResults(limit);
    parameters.forEach(query::setParameter);
    return query.getResultList().stream()
        .map(row -> new Stored((String) row[0], (String) row[1], (String) row[2]))
        .toList();
  }

  void create(SigningKeyEntity key) {
    persist(key);
    flush();
    getEntityManager().clear();
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
