package dev.cartulary.key;

import dev.cartulary.config.Secret;
import dev.cartulary.crypto.DataKey;
import dev.cartulary.crypto.MasterKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What opens data keys that the master key in force does not. */
public abstract sealed class FormerKey {

  private final String name;

  FormerKey(String name) {
    this.name = name;
  }

  /** What it is, for messages. */
  String name() {
    return name;
  }

  /** The data keys; empty where it does not open them. */
  abstract Optional<List<DataKey>> dataKeys(StoredKeys stored);

  /** A master key that somebody gave. */
  public static FormerKey given(MasterKey key) {
    return new Master("The former key") {
      @Override
      MasterKey master(StoredKeys stored) {
        return key;
      }
    };
  }

  /**
   * A master key that was derived.
   *
   * @param canonicalUrl of the former URL, see {@link dev.cartulary.database.url.CanonicalUrl}
   */
  public static FormerKey derived(String canonicalUrl) {
    return new Master("The key derived from the former URL (" + canonicalUrl + ")") {
      @Override
      MasterKey master(StoredKeys stored) {
        return MasterKey.derived(
            new Secret(canonicalUrl), stored.master().salt(), stored.master().iterations());
      }
    };
  }

  /** A copy that {@code key export-recovery} has written. */
  public static FormerKey recovered(RecoveryCopy copy, Secret passphrase) {
    return new Recovered(copy, passphrase);
  }

  private abstract static non-sealed class Master extends FormerKey {

    Master(String name) {
      super(name);
    }

    abstract MasterKey master(StoredKeys stored);

    @Override
    Optional<List<DataKey>> dataKeys(StoredKeys stored) {
      return KeyService.opened(stored, master(stored));
    }
  }

  private static final class Recovered extends FormerKey {

    private final RecoveryCopy copy;
    private final Secret passphrase;

    Recovered(RecoveryCopy copy, Secret passphrase) {
      super("The recovery copy with this passphrase");
      this.copy = copy;
      this.passphrase = passphrase;
    }

    /** Every stored key must be in the copy: one that a later rotation added is not. */
    @Override
    Optional<List<DataKey>> dataKeys(StoredKeys stored) {
      Set<String> wanted =
          stored.keys().stream().map(StoredKeys.Wrapped::id).collect(Collectors.toSet());
      return copy.open(passphrase)
          .map(keys -> keys.stream().filter(key -> wanted.contains(key.id())).toList())
          .filter(keys -> new HashSet<>(keys.stream().map(DataKey::id).toList()).equals(wanted));
    }
  }
}
