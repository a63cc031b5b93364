package dev.cartulary.source;

import dev.cartulary.source.SyncService.Loaded;
import org.jboss.logging.Logger;

/** What a sync has come to, in the log. */
final class SyncReport {

  private static final Logger LOG = Logger.getLogger(SyncReport.class);

  private SyncReport() {}

  /**
   * Logs what was read, and what was left out.
   *
   * @param whole whether all of the source was read; else what had changed
   */
  static void log(SourceDefinition definition, Staging staging, Loaded loaded, boolean whole) {
    boolean nothing = loaded.added() + loaded.changed() + loaded.removed() == 0;
    LOG.logf(
        nothing && !whole ? Logger.Level.DEBUG : Logger.Level.INFO,
        "Source %s: %d entries from %s, %s (%d new, %d changed, %d removed, %d refused)%s",
        definition.name(),
        loaded.source().entryCount(),
        definition.location(),
        staging.form(),
        loaded.added(),
        loaded.changed(),
        loaded.removed(),
        loaded.source().refusedCount(),
        whole ? "" : ", of what has changed since the last time");
    staging.notices().forEach(notice -> LOG.warnf("Source %s: %s", definition.name(), notice));
    staging
        .refusals()
        .forEach(refusal ->
            LOG.logf(
                refusal.isError() ? Logger.Level.WARN : Logger.Level.DEBUG,
                "Source %s: %s %s",
                definition.name(),
                refusal.isError() ? "left out" : "warned of",
                refusal.sentence()));
  }
}
