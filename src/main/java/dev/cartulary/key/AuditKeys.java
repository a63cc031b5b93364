package dev.cartulary.key;

import dev.cartulary.audit.CheckpointKeys;
import dev.cartulary.crypto.Ed25519;
import dev.cartulary.crypto.KeyRing;
import dev.cartulary.crypto.Place;
import dev.cartulary.crypto.Undecipherable;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.key.AuditKeyRepository.Stored;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 keys of the audit log's checkpoints. The first checkpoint makes the first key. Every
 * process signs with the oldest one that the master key opens.
 */
@ApplicationScoped
@ActivateRequestContext
class AuditKeys implements CheckpointKeys, EncryptedValues {

  private static final Logger LOG = Logger.getLogger(AuditKeys.class);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);

  /** Half a byte each; as long as the column. */
  private static final int ID_DIGITS = 36;

  private static final byte[] PROBE = "cartulary-audit-key".getBytes(StandardCharsets.US_ASCII);

  private record KeyOf(String keyId, PrivateKey key) implements Signer {
    @Override
    public String sign(String text) {
      return Base64.getEncoder()
          .encodeToString(Ed25519.sign(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The id only. */
    @Override
    public String toString() {
      return "audit key " + keyId;
    }
  }

  private final AuditKeyRepository repository;
  private final KeyService keys;

  /** The private halves that were opened, by what is stored of them. */
  private final Map<Stored, KeyOf> opened = new ConcurrentHashMap<>();

  AuditKeys(AuditKeyRepository repository, KeyService keys) {
    this.repository = repository;
    this.keys = keys;
  }

  private static Place place(String id) {
    return Place.of("audit_key", id);
  }

  /** SHA-256 of the public half, cut to the column. */
  static String id(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Deriving a master key takes long, and is begun when a start has had time for requests. */
  private boolean isOpen() {
    return keys.state().stage() == KeyState.Stage.OPEN
        || (keys.origin() == MasterKeyFacts.Origin.GIVEN
            && keys.state().stage() == KeyState.Stage.OPENING);
  }

  @Override
  public Optional<Signer> signer() {
    if (!isOpen()) {
      return Optional.empty();
    }
    try {
      KeyRing ring = keys.ring();
      return Optional.of(own(ring).orElseGet(() -> create(ring)));
    } catch (ProblemException unavailable) {
      LOG.debug("checkpoints are not signed", unavailable);
      return Optional.empty();
    }
  }

  private Optional<KeyOf> own(KeyRing ring) {
    return repository.all().stream().flatMap(key -> open(ring, key).stream()).findFirst();
  }

  /** The private half, where it opens and fits the public one; empty where not. */
  private Optional<KeyOf> open(KeyRing ring, Stored stored) {
    Optional<KeyOf> found = Optional.ofNullable(opened.get(stored)).or(() -> opened(ring, stored));
    found.ifPresent(key -> opened.put(stored, key));
    return found;
  }

  private static Optional<KeyOf> opened(KeyRing ring, Stored stored) {
    try {
      PublicKey publicKey = Ed25519.publicKey(stored.publicKey());
      PrivateKey privateKey =
          Ed25519.privateKey(ring.decrypt(stored.privateKey(), place(stored.id())));
      boolean fits = Ed25519.verifies(publicKey, PROBE, Ed25519.sign(privateKey, PROBE));
      return fits && id(publicKey).equals(stored.id())
          ? Optional.of(new KeyOf(stored.id(), privateKey))
          : Optional.empty();
    } catch (Undecipherable | IllegalArgumentException | IllegalStateException foreign) {
      LOG.debugf("audit key %s does not open: %s", stored.id(), foreign.getMessage());
      return Optional.empty();
    }
  }

  private KeyOf create(KeyRing ring) {
    KeyPair pair = Ed25519.generate();
    String id = id(pair.getPublic());
    AuditKeyEntity key =
        new AuditKeyEntity(
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
    LOG.infof("Checkpoints of the audit log are signed with the new key %s.", id);
    return own(ring).orElseGet(() -> new KeyOf(id, pair.getPrivate()));
  }

  @Override
  public List<Published> published() {
    return repository.all().stream().flatMap(stored -> published(stored).stream()).toList();
  }

  private static Optional<Published> published(Stored stored) {
    try {
      byte[] bytes = Ed25519.bytes(Ed25519.publicKey(stored.publicKey()));
      String x = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return Optional.of(new Published(stored.id(), x, stored.createdAt()));
    } catch (IllegalArgumentException tampered) {
      return Optional.empty();
    }
  }

  @Override
  public Verifier verifier() {
    Optional<KeyRing> ring = ring();
    StoredAuditKeys stored = new StoredAuditKeys(repository::all);
    return (keyId, text, signature) -> {
      Optional<Stored> key = stored.find(keyId);
      if (key.isEmpty()) {
        return Worth.UNKNOWN_KEY;
      }
      Worth worth = worth(key.get(), text, signature);
      if (worth != Worth.UNCHECKED || ring.isEmpty()) {
        return worth;
      }
      return open(ring.get(), key.get()).isPresent() ? Worth.PROVEN : Worth.FOREIGN;
    };
  }

  private Optional<KeyRing> ring() {
    try {
      return Optional.of(keys.ring());
    } catch (RuntimeException unavailable) {
      LOG.debug("the encryption keys are not open", unavailable);
      return Optional.empty();
    }
  }

  /** What the public half tells. */
  private static Worth worth(Stored stored, String text, String signature) {
    try {
      PublicKey key = Ed25519.publicKey(stored.publicKey());
      if (!id(key).equals(stored.id())) {
        return Worth.UNKNOWN_KEY;
      }
      byte[] bytes = Base64.getDecoder().decode(signature);
      return Ed25519.verifies(key, text.getBytes(StandardCharsets.UTF_8), bytes)
          ? Worth.UNCHECKED
          : Worth.WRONG;
    } catch (IllegalArgumentException notOne) {
      return Worth.WRONG;
    }
  }

  @Override
  public Map<String, Long> countsByKey() {
    return repository.countsByDataKey();
  }

  /** A new key can be made at any time; the signatures of the former ones can still be checked. */
  @Override
  public boolean replaceable() {
    return true;
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
      LOG.warnf("audit key %s is left as it is: %s", key.id(), lost.getMessage());
      return false;
    }
  }
}
