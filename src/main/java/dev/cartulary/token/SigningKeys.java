package dev.cartulary.token;

import com.fasterxml.uuid.Generators;
import dev.cartulary.crypto.Ed25519;
import dev.cartulary.crypto.KeyRing;
import dev.cartulary.crypto.Place;
import dev.cartulary.crypto.Undecipherable;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.key.EncryptedValues;
import dev.cartulary.key.KeyService;
import dev.cartulary.token.SigningKeyRepository.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 keys of registry tokens. The first token makes the first key. Where two processes do
 * so at the same moment there are two: both count, and every process signs with the older one.
 */
@ApplicationScoped
@ActivateRequestContext
class SigningKeys implements EncryptedValues {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);

  /** How soon another process's key, or that a key is retired, is known here. */
  private static final Duration REREAD = Duration.ofSeconds(5);

  /** A key to sign with, and its id. */
  record Signer(String id, PrivateKey key) {
    /** The id only. */
    @Override
    public String toString() {
      return "signing key " + id;
    }
  }

  /** What was read, and when. */
  private record Known(List<Stored> keys, Map<String, PublicKey> publicKeys, long readAt) {}

  private final SigningKeyRepository repository;
  private final KeyService keys;
  private volatile @Nullable Known known;
  private volatile @Nullable Signer opened;

  SigningKeys(SigningKeyRepository repository, KeyService keys) {
    this.repository = repository;
    this.keys = keys;
  }

  private static Place place(String id) {
    return Place.of("signing_key", id);
  }

  /** The key for new tokens; made now where there is none. Not within a transaction. */
  synchronized Signer signer() {
    List<Stored> stored = known().keys();
    if (stored.isEmpty()) {
      create();
      stored = read().keys();
    }
    Stored oldest = stored.get(0);
    Signer last = opened;
    if (last == null || !last.id().equals(oldest.id())) {
      last = new Signer(oldest.id(), privateKey(oldest));
      opened = last;
    }
    return last;
  }

  /** The key that verifies what was signed under the id; empty where there is none in use. */
  Optional<PublicKey> verifier(String id) {
    return Optional.ofNullable(known().publicKeys().get(id));
  }

  private Known known() {
    Known last = known;
    return last != null && System.nanoTime() - last.readAt() < REREAD.toNanos() ? last : read();
  }

  private Known read() {
    List<Stored> stored = repository.inUse();
    Map<String, PublicKey> publicKeys = new HashMap<>();
    stored.forEach(key -> publicKeys.put(key.id(), Ed25519.publicKey(key.publicKey())));
    Known read = new Known(stored, publicKeys, System.nanoTime());
    known = read;
    return read;
  }

  private void create() {
    KeyPair pair = Ed25519.generate();
    String id = Generators.timeBasedEpochGenerator().generate().toString();
    KeyRing ring = keys.ring();
    SigningKeyEntity key =
        new SigningKeyEntity(
            id,
            Ed25519.text(pair.getPublic()),
            ring.encrypt(Ed25519.text(pair.getPrivate()), place(id)),
            ring.activeId(),
            InstantMicros.now());
    WriteTransaction.call(
        WRITE_LIMIT,
        () -> {
          repository.create(key);
          return null;
        });
    LOG.infof("Registry tokens are signed with the new key %s.", id);
  }

  private PrivateKey privateKey(Stored stored) {
    return Ed25519.privateKey(keys.decrypt(stored.privateKey(), place(stored.id())));
  }

  @Override
  public Map<String, Long> countsByKey() {
    return repository.countsByDataKey();
  }

  @Override
  public Portion reencrypt(KeyRing ring, @Nullable String after, int limit) {
    int changed = 0;
    String end = null;
    for (Stored key :
        repository.underOtherKeys(ring.activeId(), after == null ? "" : after, limit)) {
      end = key.id();
      changed += reencrypt(ring, key) ? 1 : 0;
    }
    return new Portion(changed, end);
  }

  private boolean reencrypt(KeyRing ring, Stored key) {
    try {
      String text = ring.decrypt(key.privateKey(), place(key.id()));
      return repository.reencrypt(key, ring.encrypt(text, place(key.id())), ring.activeId());
    } catch (Undecipherable lost) {
      LOG.warnf("signing key %s is left as it is: %s", key.id(), lost.getMessage());
      return false;
    }
  }
}
