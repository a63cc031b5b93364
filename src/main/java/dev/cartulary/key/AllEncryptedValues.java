package dev.cartulary.key;

import dev.cartulary.crypto.KeyRing;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.key.EncryptedValues.Portion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The encrypted values of every feature, as one. */
@ApplicationScoped
class AllEncryptedValues {

  private static final Duration WRITE_LIMIT = Duration.ofMinutes(1);
  private static final int PORTION = 100;

  private final Instance<EncryptedValues> kinds;

  AllEncryptedValues(@Any Instance<EncryptedValues> kinds) {
    this.kinds = kinds;
  }

  /**
   * How many values are under each data key, by the key's id; without those that can be made anew,
   * for which no key is kept.
   */
  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    kinds.stream()
        .filter(kind -> !kind.replaceable())
        .forEach(kind -> kind.countsByKey().forEach((id, n) -> counts.merge(id, n, Long::sum)));
    return counts;
  }

  /** How many values are under other keys than this one. */
  long underOthers(String id) {
    return counts().entrySet().stream()
        .filter(count -> !count.getKey().equals(id))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Encrypts every value that is not under the ring's active key under it, in small transactions.
   * What does not open stays as it is; the log names it.
   *
   * @param done how many were encrypted before, for the progress
   * @return how many are under it now and were not before
   */
  long reencrypt(KeyRing ring, long done, LongConsumer progress) {
    long changed = 0;
    for (EncryptedValues kind : kinds) {
      String end = null;
      do {
        @Nullable String after = end;
        Portion portion =
            WriteTransaction.call(WRITE_LIMIT, () -> kind.reencrypt(ring, after, PORTION));
        changed += kind.replaceable() ? 0 : portion.changed();
        end = portion.end();
        if (portion.changed() > 0) {
          progress.accept(done + changed);
        }
      } while (end != null);
    }
    return changed;
  }
}
