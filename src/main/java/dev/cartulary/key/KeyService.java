package dev.cartulary.key;

import dev.cartulary.config.Secret;
import dev.cartulary.config.Settings;
import dev.cartulary.crypto.DataKey;
import dev.cartulary.crypto.KeyRing;
import dev.cartulary.crypto.MasterKey;
import dev.cartulary.crypto.Place;
import dev.cartulary.crypto.Undecipherable;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.key.KeyState.Stage;
import dev.cartulary.key.MasterKeyFacts.Origin;
import dev.cartulary.key.StoredKeys.Wrapped;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this database, open. The first process on a database makes them. Nothing that cannot
 * be opened is ever overwritten.
 */
@ApplicationScoped
@ActivateRequestContext
public class KeyService {

  /** After this long the stored keys are looked at again, for a key that a rotation has added. */
  static final Duration REREAD = Duration.ofSeconds(5);

  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);

  /** What was opened, and when. */
  private record Opened(StoredKeys stored, KeyRing ring, long readAt) {}

  /** The last derived key, since deriving takes long. */
  private record Derived(MasterKeyFacts facts, MasterKey key) {}

  private final KeyRepository repository;
  private final DatabaseSettings database;
  private final Optional<MasterKey> given;

  private volatile @Nullable Opened opened;
  private volatile KeyState state = KeyState.OPENING;
  private @Nullable Derived derived;

  KeyService(KeyRepository repository, DatabaseSettings database, Settings settings) {
    this.repository = repository;
    this.database = database;
    this.given = KeySettings.resolve(settings).given();
  }

  /** Whether the keys are open, as far as this process knows. */
  KeyState state() {
    return state;
  }

  /** Whether somebody gives the master key; else it is derived from the database URL. */
  Origin origin() {
    return given.isPresent() ? Origin.GIVEN : Origin.DERIVED;
  }

  /**
   * The keys, to encrypt with. To be called outside of a transaction; may wait for the derivation
   * of the master key.
   *
   * @throws ProblemException encryption unavailable, where the master key is another one than the
   *     values were encrypted with
   */
  public KeyRing ring() {
    Opened last = opened;
    return last != null && System.nanoTime() - last.readAt() < REREAD.toNanos()
        ? last.ring()
        : open();
  }

  /**
   * The text that was encrypted for the place. To be called outside of a transaction.
   *
   * @throws ProblemException encryption unavailable, where it cannot be opened; the message says
   *     why
   */
  public String decrypt(String encrypted, Place place) {
    try {
      try {
        return ring().decrypt(encrypted, place);
      } catch (Undecipherable perhapsNewKey) {
        return open().decrypt(encrypted, place); // a rotation may have added its key just now
      }
    } catch (Undecipherable lost) {
      throw new ProblemException(
          ProblemType.ENCRYPTION_UNAVAILABLE,
          "The encrypted value cannot be opened: "
              + lost.getMessage()
              + ". It is stored as it is; `cartulary key status` shows the keys.",
          lost);
    }
  }

  /** Reads the stored keys again and opens them; makes the first ones where there are none. */
  synchronized KeyRing open() {
    StoredKeys stored = repository.read().orElseGet(this::create);
    Opened last = opened;
    KeyRing ring =
        last != null && last.stored().equals(stored) ? last.ring() : ring(stored, master(stored));
    opened = new Opened(stored, ring, System.nanoTime());
    state = KeyState.OPEN;
    return ring;
  }

  private KeyRing ring(StoredKeys stored, MasterKey master) {
    return opened(stored, master)
        .map(keys -> new KeyRing(stored.active().id(), keys))
        .orElseThrow(() -> {
          opened = null;
          state = new KeyState(Stage.WRONG_MASTER_KEY, wrongKey(stored.master()));
          return new ProblemException(ProblemType.ENCRYPTION_UNAVAILABLE, state.reason());
        });
  }

  /**
   * The data keys that the master key opens; empty where the active one is under another. A retired
   * one may be, with values that nobody can read, which is no reason to read and write no others.
   */
  static Optional<List<DataKey>> opened(StoredKeys stored, MasterKey master) {
    List<DataKey> keys = new ArrayList<>();
    for (Wrapped key : stored.keys()) {
      Optional<DataKey> open = master.unwrap(key.text());
      if (open.isEmpty() && key.active()) {
        return Optional.empty();
      }
      open.ifPresent(keys::add);
    }
    return Optional.of(keys);
  }

  private StoredKeys create() {
    MasterKeyFacts facts = newFacts();
    DataKey key = DataKey.generate();
    String wrapped = master(facts).wrap(key);
    try {
      WriteTransaction.call(
          WRITE_LIMIT,
          () -> {
            repository.create(facts, key.id(), wrapped, InstantMicros.now());
            return null;
          });
    } catch (RuntimeException failure) {
      if (!SqlErrors.isUniqueViolation(failure)) {
        throw failure;
      }
    }
    return repository
        .read()
        .orElseThrow(() -> new IllegalStateException("the keys were removed while made"));
  }

  /** How the master key in force is made, with a salt of its own. */
  MasterKeyFacts newFacts() {
    return new MasterKeyFacts(origin(), MasterKey.newSalt(), MasterKey.ITERATIONS);
  }

  private MasterKey master(StoredKeys stored) {
    return master(stored.master());
  }

  /** The master key in force. Deriving it takes a few tenths of a second, once. */
  synchronized MasterKey master(MasterKeyFacts facts) {
    if (given.isPresent()) {
      return given.get();
    }
    Derived last = derived;
    if (last == null
        || !last.facts().salt().equals(facts.salt())
        || last.facts().iterations() != facts.iterations()) {
      last =
          new Derived(
              facts,
              MasterKey.derived(
                  new Secret(database.canonicalUrl()), facts.salt(), facts.iterations()));
      derived = last;
    }
    return last.key();
  }

  /** The sentence for a master key that does not fit, with what fixes it. */
  private String wrongKey(MasterKeyFacts stored) {
    String nothing = " Nothing was overwritten.";
    if (origin() == Origin.GIVEN) {
      return stored.origin() == Origin.GIVEN
          ? "The encrypted values were written with another ENCRYPTION_KEY than the one in force."
              + nothing
              + " Set the former key, or run `cartulary key rewrap --old-key-file FILE`."
          : "The encrypted values were written with a key derived from the database URL, and now"
              + " ENCRYPTION_KEY is set."
              + nothing
              + " Remove it, or run `cartulary key rewrap --old-database-url URL` with the URL"
              + " that was in force before.";
    }
    return stored.origin() == Origin.GIVEN
        ? "The encrypted values were written with an ENCRYPTION_KEY, and none is set."
            + nothing
            + " Set it, or run `cartulary key rewrap --old-key-file FILE`."
        : "The encrypted values were written with a key derived from another database URL than the"
            + " one in force."
            + nothing
            + " Run `cartulary key rewrap --old-database-url URL` with the former URL, without its"
            + " password.";
  }
}
