package dev.cartulary.metadata;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much one owner may have. To measure it reads all the owner's rows, so between measurements
 * this process adds up what it writes: others that write for the same owner may go over the quota
 * by what they write in a minute.
 */
@Singleton
class MetadataQuota {

  private static final Duration EXACT_FOR = Duration.ofMinutes(1);
  private static final int MOST_OWNERS = 10_000;

  /** What an owner has. */
  @RegisterForReflection // Hibernate makes it from the columns.
  record Use(long items, long bytes) {

    Use plus(long moreItems, long moreBytes) {
      return new Use(items + moreItems, bytes + moreBytes);
    }
  }

  private record Known(Use use, Instant measuredAt) {}

  private final int items;
  private final int bytes;
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  MetadataQuota(Settings settings) {
    this.items = settings.integer(Setting.METADATA_QUOTA_ITEMS);
    this.bytes = settings.bytes(Setting.METADATA_QUOTA_SIZE);
  }

  /**
   * Judges a write in its transaction, once its changes are made.
   *
   * @param newItems how many items it has created
   * @param newBytes how many bytes the values that it has set have together
   * @param measure what the owner has now
   * @throws ProblemException quota exceeded
   */
  void check(
      MetadataOwner owner, long newItems, long newBytes, Instant now, Supplier<Use> measure) {
    if ((items == 0 && bytes == 0) || (newItems == 0 && newBytes == 0)) {
      return;
    }
    Use use = estimate(owner.text(), newItems, newBytes, now);
    if (use == null || isTooMuch(use)) {
      use = measure.get();
      synchronized (known) {
        known.put(owner.text(), new Known(use, now));
      }
      if (isTooMuch(use)) {
        throw exceeded(owner, use);
      }
    }
  }

  /** What it has at most, if others have written nothing; null where it must be measured. */
  private @Nullable Use estimate(String owner, long newItems, long newBytes, Instant now) {
    synchronized (known) {
      Known before = known.get(owner);
      if (before == null || before.measuredAt().plus(EXACT_FOR).isBefore(now)) {
        return null;
      }
      Use use = before.use().plus(newItems, newBytes);
      known.put(owner, new Known(use, before.measuredAt()));
      return use;
    }
  }

  private boolean isTooMuch(Use use) {
    return (items > 0 && use.items() > items) || (bytes > 0 && use.bytes() > bytes);
  }

  private ProblemException exceeded(MetadataOwner owner, Use use) {
    boolean tooMany = items > 0 && use.items() > items;
    return new ProblemException(
        ProblemType.QUOTA_EXCEEDED,
        owner.text()
            + " would have "
            + (tooMany
                ? use.items() + " items; METADATA_QUOTA_ITEMS is " + items
                : use.bytes() + " bytes of values; METADATA_QUOTA_SIZE is " + bytes)
            + ". Nothing was changed. Delete items, or raise the setting.");
  }
}
