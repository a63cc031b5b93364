package dev.cartulary.key;

import dev.cartulary.crypto.DataKey;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.key.MasterKeyFacts.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A database that is reached by another name, path or host than before, whose keys are therefore
 * under a key that is no longer derived. Where no value is encrypted, nothing is lost by a new data
 * key.
 */
@ApplicationScoped
@ActivateRequestContext
class MovedDatabase {

  private static final Logger LOG = Logger.getLogger(MovedDatabase.class);
  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);

  private final KeyRepository repository;
  private final KeyService keys;
  private final AllEncryptedValues values;

  MovedDatabase(KeyRepository repository, KeyService keys, AllEncryptedValues values) {
    this.repository = repository;
    this.keys = keys;
    this.values = values;
  }

  /**
   * Makes a new data key the active one, where both the former and the present master key are
   * derived and no value is encrypted. The former data keys stay until a rotation removes them.
   *
   * @return whether it did
   */
  boolean goesOn() {
    Optional<StoredKeys> stored = repository.read();
    if (stored.isEmpty()
        || keys.origin() != Origin.DERIVED
        || stored.get().master().origin() != Origin.DERIVED
        || isUsed()) {
      return false;
    }
    DataKey key = DataKey.generate();
    String wrapped = keys.master(stored.get().master()).wrap(key);
    Boolean done =
        WriteTransaction.call(
            WRITE_LIMIT,
            () -> {
              Instant now = InstantMicros.now();
              repository.lock(now);
              if (isUsed() || !repository.read().equals(stored)) {
                return false; // another process was faster
              }
              repository.activate(key.id(), wrapped, now);
              return true;
            });
    boolean made = Boolean.TRUE.equals(done);
    if (made) {
      LOG.infof(
          "The database was moved, and no value is encrypted: the new data key %s is derived from"
              + " its present URL.",
          key.id());
    }
    return made;
  }

  private boolean isUsed() {
    return values.counts().values().stream().anyMatch(count -> count > 0);
  }
}
