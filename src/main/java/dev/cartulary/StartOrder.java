package dev.cartulary;

import dev.cartulary.audit.AuditRetention;
import dev.cartulary.audit.AuditSealer;
import dev.cartulary.background.Jobs;
import dev.cartulary.background.Stage;
import dev.cartulary.config.Launch;
import dev.cartulary.http.idempotency.ExpiredKeys;
import dev.cartulary.identity.session.EndedSessions;
import dev.cartulary.identity.user.FirstAdministrator;
import dev.cartulary.job.JobRunner;
import dev.cartulary.key.KeyOpener;
import dev.cartulary.migration.SchemaGuard;
import dev.cartulary.registry.listing.ListingUpkeep;
import dev.cartulary.source.DefinitionWatch;
import dev.cartulary.source.WithdrawnEntries;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The order of a server's start, from top to bottom. The schema and HTTP become ready in either
 * order. What runs beside the requests ends when the process stops ({@link Jobs}).
 */
@Singleton
class StartOrder {

  private enum Part {
    SCHEMA,
    HTTP
  }

  private final Launch launch;
  private final SchemaGuard schema;
  private final Jobs jobs;
  private final Stage afterSchema;
  private final Stage afterSchemaAndHttp;
  private final Set<Part> missing = EnumSet.allOf(Part.class);

  StartOrder(
      Launch launch,
      Jobs jobs,
      SchemaGuard schema,
      DefinitionWatch sources,
      ReloadSignal reload,
      ExpiredKeys expiredKeys,
      EndedSessions endedSessions,
      AuditSealer sealer,
      AuditRetention retention,
      ListingUpkeep listings,
      WithdrawnEntries withdrawn,
      JobRunner jobRunner,
      FirstAdministrator administrator,
      KeyOpener keys) {
    this.launch = launch;
    this.schema = schema;
    this.jobs = jobs;
    this.afterSchema =
        new Stage()
            .then("the sources", sources::start)
            .then("the reload on SIGHUP", reload::start)
            .then("the removal of expired keys", expiredKeys::start)
            .then("the removal of ended sessions", endedSessions::start)
            .then("the sealing of the audit log", sealer::start)
            .then("the removal of old audit rows", retention::start)
            .then("the removal of withdrawn listings", listings::start)
            .then("the removal of withdrawn entries", withdrawn::start)
            .then("the jobs", jobRunner::start)
            .then("the start", () -> arrived(Part.SCHEMA));
    // What takes longer than a start.
    this.afterSchemaAndHttp =
        new Stage()
            .then("the first administrator", administrator::start)
            .then("the opening of the keys", keys::start);
  }

  /** First of all; Quarkus opens HTTP when this returns. */
  void begin(@Observes StartupEvent event) throws InterruptedException {
    if (launch.serves()) {
      StartupWarnings.log(launch.settings());
      schema.start(afterSchema::begin);
    }
  }

  void onHttp(@ObservesAsync HttpServerStart start) {
    arrived(Part.HTTP);
  }

  void onHttps(@ObservesAsync HttpsServerStart start) {
    arrived(Part.HTTP);
  }

  private void arrived(Part part) {
    boolean complete;
    synchronized (missing) {
      complete = missing.remove(part) && missing.isEmpty();
    }
    if (complete) {
      jobs.untilDone("start", Duration.ZERO, afterSchemaAndHttp::begin);
    }
  }
}
