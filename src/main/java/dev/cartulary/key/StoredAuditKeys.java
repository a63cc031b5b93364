package dev.cartulary.key;

import dev.cartulary.key.AuditKeyRepository.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys of checkpoints, as somebody knows them who reads the log while servers write it: a
 * checkpoint may be signed with a key that was made after the keys were read.
 */
final class StoredAuditKeys {

  private final Supplier<List<Stored>> rows;
  private final Map<String, Stored> byId = new HashMap<>();

  StoredAuditKeys(Supplier<List<Stored>> rows) {
    this.rows = rows;
  }

  /** The key; empty where there is none now. */
  Optional<Stored> find(String id) {
    if (!byId.containsKey(id)) {
      rows.get().forEach(key -> byId.put(key.id(), key));
    }
    return Optional.ofNullable(byId.get(id));
  }
}
