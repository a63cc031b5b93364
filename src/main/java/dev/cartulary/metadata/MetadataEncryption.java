package dev.cartulary.metadata;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.crypto.KeyRing;
import dev.cartulary.crypto.Place;
import dev.cartulary.crypto.Undecipherable;
import dev.cartulary.key.EncryptedValues;
import dev.cartulary.key.KeyService;
import dev.cartulary.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which values are encrypted, and how they come to be and are read. */
@ApplicationScoped
class MetadataEncryption implements EncryptedValues {

  private static final Logger LOG = Logger.getLogger(MetadataEncryption.class);

  private final KeyService keys;
  private final MetadataRepository repository;
  private final String rule;
  private final List<Pattern> patterns;

  MetadataEncryption(KeyService keys, MetadataRepository repository, Settings settings) {
    this.keys = keys;
    this.repository = repository;
    this.rule = settings.get(Setting.METADATA_ENCRYPTED_KEYS).orElse("");
    this.patterns =
        Arrays.stream(rule.split(",", -1))
            .map(String::strip)
            .filter(pattern -> !pattern.isEmpty())
            .map(MetadataEncryption::pattern)
            .toList();
  }

  private static Pattern pattern(String written) {
    return Pattern.compile(
        Stream.of(written.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  /** Where the value of an item belongs. */
  private static Place place(MetadataOwner owner, MetadataKey key) {
    return Place.of("metadata", owner.text(), key.text());
  }

  /** Whether the settings require every value of this key to be encrypted. */
  boolean demands(MetadataKey key) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(key.text()).matches());
  }

  /**
   * Refuses to store in clear what the settings require to be encrypted.
   *
   * @throws ProblemException an invalid request that names {@code encrypted}
   */
  void check(MetadataChange change) {
    if (Boolean.FALSE.equals(change.encrypted()) && demands(change.key())) {
      throw ProblemException.invalid(
          change.field().isEmpty() ? "encrypted" : change.field() + ".encrypted",
          "the values of such keys are always encrypted (METADATA_ENCRYPTED_KEYS is "
              + rule
              + "): write true, or leave it out");
    }
  }

  /**
   * The keys to encrypt with; to be called outside of a transaction.
   *
   * @throws ProblemException encryption unavailable
   */
  KeyRing ring() {
    return keys.ring();
  }

  /**
   * Whether any of the changes stores an encrypted value.
   *
   * @param before the items that exist, by key
   */
  boolean appliesToAny(List<MetadataChange> changes, Map<MetadataKey, ItemState> before) {
    return changes.stream().anyMatch(change -> encrypts(change, before.get(change.key())));
  }

  /** Where nothing is said, a value stays what it was, and a new one is as the settings ask for. */
  private boolean encrypts(MetadataChange change, @Nullable ItemState before) {
    if (change.isDelete()) {
      return false;
    }
    Boolean wanted = change.encrypted();
    return demands(change.key())
        || (wanted == null ? before != null && before.encrypted() : wanted);
  }

  /** The value of a change as it is to be stored. */
  StoredValue stored(
      MetadataOwner owner,
      MetadataChange change,
      String value,
      @Nullable ItemState before,
      Optional<KeyRing> ring) {
    int bytes = MetadataText.bytes(value);
    if (!encrypts(change, before)) {
      return new StoredValue(value, bytes, null);
    }
    KeyRing open = ring.orElseThrow();
    return new StoredValue(open.encrypt(value, place(owner, change.key())), bytes, open.activeId());
  }

  /**
   * The item with its value in clear.
   *
   * @throws ProblemException encryption unavailable, where the value cannot be opened
   */
  MetadataItem revealed(MetadataItem item) {
    return item.state().encrypted()
        ? item.withValue(keys.decrypt(item.stored(), place(item.owner(), item.key())))
        : item;
  }

  @Override
  public Map<String, Long> countsByKey() {
    return repository.countsByDataKey();
  }

  @Override
  public Portion reencrypt(KeyRing ring, @Nullable String after, int limit) {
    List<MetadataItem> items =
        repository.underOtherKeys(ring.activeId(), after == null ? "" : after, limit);
    int changed = 0;
    String end = null;
    for (MetadataItem item : items) {
      end = item.state().id();
      changed += reencrypt(ring, item) ? 1 : 0;
    }
    return new Portion(changed, end);
  }

  private boolean reencrypt(KeyRing ring, MetadataItem item) {
    Place place = place(item.owner(), item.key());
    try {
      String value = ring.decrypt(item.stored(), place);
      return repository.reencrypt(item.state(), ring.encrypt(value, place), ring.activeId());
    } catch (Undecipherable lost) {
      LOG.warnf("%s/%s is left as it is: %s", item.owner(), item.key(), lost.getMessage());
      return false;
    }
  }
}
