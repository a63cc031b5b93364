package dev.cartulary.identity.apikey;

import dev.cartulary.database.ActiveSession;
import dev.cartulary.identity.IdentityRules;
import dev.cartulary.identity.user.UserRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of API keys. */
@ApplicationScoped
class ApiKeyRepository {

  private final ActiveSession active;

  ApiKeyRepository(ActiveSession active) {
    this.active = active;
  }

  /**
   * A key with its user, the user's role and one of the user's teams, in columns. In this order
   * Hibernate makes it from them.
   *
   * @param rolePermissions of a custom role, as codes; null for a built-in one
   * @param team an id; null where the user is in no team
   */
  @RegisterForReflection
  record Holder(
      String id,
      String keyHash,
      @Nullable String permissions,
      @Nullable Instant lastUsedAt,
      @Nullable Instant expiresAt,
      String userId,
      String username,
      String role,
      boolean mustChangePassword,
      @Nullable String rolePermissions,
      @Nullable String team) {

    UserRow user() {
      return new UserRow(userId, username, role, mustChangePassword, rolePermissions, team);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * Whose key it is, with all that says what they may do, in one query: a row for each of the
   * user's teams, one where there is no team, none where there is no such key or the user is
   * disabled.
   */
  List<Holder> holder(String prefix) {
    return active
        .query(
            Holder.class,
            "select k.id, k.keyHash, k.permissions, k.lastUsedAt, k.expiresAt, "
                + UserRow.COLUMNS
                + " from ApiKeyEntity k join UserEntity u on u.id = k.userId "
                + UserRow.JOINS
                + " where k.prefix = ?1 and u.disabled = false",
            prefix)
        .getResultList();
  }

  void add(ApiKeyEntity key) {
    active.stateless().insert(key);
  }

  Optional<ApiKeyEntity> byId(String id) {
    return IdentityRules.isId(id)
        ? active
            .query(ApiKeyEntity.class, "from ApiKeyEntity where id = ?1", id)
            .uniqueResultOptional()
        : Optional.empty();
  }

  List<ApiKeyEntity> ofUser(String userId) {
    return active
        .query(
            ApiKeyEntity.class,
            "from ApiKeyEntity where userId = ?1 order by createdAt, id",
            userId)
        .getResultList();
  }

  /** Everybody's keys by id, from the one after. */
  List<ApiKeyEntity> list(String after, int limit) {
    return active
        .query(ApiKeyEntity.class, "from ApiKeyEntity where id > ?1 order by id", after)
        .setMaxResults(limit)
        .getResultList();
  }

  long ofUserCount(String userId) {
    return active
        .query(Long.class, "select count(*) from ApiKeyEntity where userId = ?1", userId)
        .getSingleResult();
  }

  boolean named(String userId, String name) {
    return active
            .query(
                Long.class,
                "select count(*) from ApiKeyEntity where userId = ?1 and name = ?2",
                userId,
                name)
            .getSingleResult()
        > 0;
  }

  /** Gives the key another text. */
  void replace(String id, String prefix, String hash, @Nullable Instant expiresAt) {
    active.execute(
        "update ApiKeyEntity set prefix = ?1, keyHash = ?2, expiresAt = ?3 where id = ?4",
        prefix,
        hash,
        expiresAt,
        id);
  }

  boolean remove(String id) {
    return IdentityRules.isId(id) && active.execute("delete ApiKeyEntity where id = ?1", id) == 1;
  }

  long removeAll(String userId) {
    return active.execute("delete ApiKeyEntity where userId = ?1", userId);
  }

  void used(String id, Instant now) {
    active.execute("update ApiKeyEntity set lastUsedAt = ?1 where id = ?2", now, id);
  }
}
