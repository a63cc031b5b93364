package dev.cartulary.identity.apikey;

import dev.cartulary.identity.IdentityRules;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of API keys. Every read is anew. */
@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, String> {

  Optional<ApiKeyEntity> byPrefix(String prefix) {
    getEntityManager().clear();
    return find("prefix = ?1", prefix).firstResultOptional();
  }

  Optional<ApiKeyEntity> byId(String id) {
    getEntityManager().clear();
    return IdentityRules.isId(id) ? findByIdOptional(id) : Optional.empty();
  }

  List<ApiKeyEntity> ofUser(String userId) {
    getEntityManager().clear();
    return list("userId = ?1 order by createdAt, id", userId);
  }

  /** Everybody's keys by id, from the one after. */
  List<ApiKeyEntity> list(String after, int limit) {
    getEntityManager().clear();
    return find("id > ?1 order by id", after).page(0, limit).list();
  }

  boolean named(String userId, String name) {
    return count("userId = ?1 and name = ?2", userId, name) > 0;
  }

  /** Gives the key another text. */
  void replace(String id, String prefix, String hash, @Nullable Instant expiresAt) {
    update("prefix = ?1, keyHash = ?2, expiresAt = ?3 where id = ?4", prefix, hash, expiresAt, id);
  }

  boolean remove(String id) {
    return IdentityRules.isId(id) && delete("id = ?1", id) == 1;
  }

  long removeAll(String userId) {
    return delete("userId = ?1", userId);
  }

  void used(String id, Instant now) {
    update("lastUsedAt = ?1 where id = ?2", now, id);
  }
}
