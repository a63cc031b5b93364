package dev.cartulary.source;

import dev.cartulary.source.SyncService.Taken;
import dev.cartulary.source.fetch.Documents;
import dev.cartulary.source.format.Catalog;
import dev.cartulary.source.format.Catalog.Refusal;
import dev.cartulary.source.format.CatalogEntry;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.source.format.CatalogReader;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes what a fetch gets: checks it and stages it, a few entries at a time. */
final class Staging implements Documents, Catalog.Sink {

  private static final int AT_ONCE = 200;

  /** Of more than that the first are shown; all are left out. */
  private static final int MOST_REFUSALS = 50_000;

  private static final long RENEW_NANOS = 15_000_000_000L;

  private final SourceDefinition definition;
  private final Lease lease;
  private final SyncService service;
  private final Supplier<CatalogReader> reader;
  private final SyncProgress progress;
  private final List<Taken> waiting = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private String prefix = "";
  private @Nullable String claims;
  private boolean laterWins;
  private long more;
  private long renewed = System.nanoTime();
  private @Nullable String form;

  Staging(
      SourceDefinition definition,
      Lease lease,
      SyncService service,
      Supplier<CatalogReader> reader,
      SyncProgress progress) {
    this.definition = definition;
    this.lease = lease;
    this.service = service;
    this.reader = reader;
    this.progress = progress;
  }

  @Override
  public CatalogReader.Read take(String place, InputStream bytes, @Nullable String forSome)
      throws CatalogException {
    claims = forSome;
    prefix = place.isEmpty() ? "" : place + ": ";
    CatalogReader.Read read;
    try {
      read = reader.get().read(bytes, definition.filter(), definition.validation(), this);
    } catch (CatalogException e) {
      throw new CatalogException(definition.location() + ": " + prefix + e.getMessage(), e);
    }
    if (form == null) {
      form = read.format().words();
    }
    if (!laterWins) {
      CatalogReader.notices(read).forEach(notice -> notices.add(prefix + notice));
    }
    return read;
  }

  @Override
  public void take(CatalogEntry entry, String place) {
    waiting.add(new Taken(entry, prefix + place, claims));
    if (waiting.size() == AT_ONCE) {
      flush();
    }
  }

  @Override
  public void refuse(String place, String reason) {
    prefix = "";
    refuse(new Refusal(place, "", reason));
  }

  @Override
  public void refuse(Refusal refusal) {
    if (refusals.size() < MOST_REFUSALS) {
      refusals.add(
          new Refusal(
              refusal.severity(), prefix + refusal.place(), refusal.name(), refusal.reason()));
    } else {
      more++;
    }
  }

  void beforeReplacing() {
    progress.beforeReplacing();
  }

  @Override
  public void progress(double done, String message) {
    progress.at(done, message);
    if (System.nanoTime() - renewed > RENEW_NANOS) {
      service.renew(lease);
      renewed = System.nanoTime();
    }
  }

  @Override
  public void laterWins() {
    laterWins = true;
  }

  /** Stages what waits. */
  void flush() {
    if (!waiting.isEmpty()) {
      service.stage(lease, List.copyOf(waiting), laterWins).forEach(refusals::add);
      waiting.clear();
      renewed = System.nanoTime();
    }
  }

  /** What is wrong with entries. */
  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /** What else the source's owner should know. */
  List<String> notices() {
    if (more > 0) {
      return List.of(more + " more entries have something wrong; they are not listed");
    }
    return List.copyOf(notices);
  }

  /** What form the first document has. */
  String form() {
    return form == null ? "nothing" : form;
  }
}
