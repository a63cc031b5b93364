package dev.cartulary.source;

import dev.cartulary.background.Jobs;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.database.WriteTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes for good what sources have not had for a time that is a setting, once no registry shows
 * it to mirrors any more, and then the rows of removed sources.
 */
@ApplicationScoped
@ActivateRequestContext
public class WithdrawnEntries {

  private static final int PORTION = 100;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final EntryRepository entries;
  private final SyncRepository sources;
  private final Duration retention;
  private final Jobs jobs;

  WithdrawnEntries(EntryRepository entries, SyncRepository sources, Settings settings, Jobs jobs) {
    this.entries = entries;
    this.sources = sources;
    this.retention = settings.duration(Setting.CATALOG_WITHDRAWN_RETENTION);
    this.jobs = jobs;
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    jobs.removal("withdrawn-entries", this::removePortion);
  }

  boolean removePortion() {
    return WriteTransaction.call(
        LIMIT,
        () -> {
          Instant before = InstantMicros.now().minus(retention);
          List<String> gone = entries.withdrawnBefore(before, PORTION);
          entries.remove(gone);
          if (gone.isEmpty()) {
            sources.removeEmptied(before);
          }
          return gone.size() == PORTION;
        });
  }
}
