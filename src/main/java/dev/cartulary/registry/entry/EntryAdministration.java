package dev.cartulary.registry.entry;

import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.RequestText;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.RegistryAdministration;
import dev.cartulary.source.CatalogChanged;
import dev.cartulary.source.DefinitionChange;
import dev.cartulary.source.ManagedEntries;
import dev.cartulary.source.ManagedEntry;
import dev.cartulary.source.ManagedVersion;
import dev.cartulary.source.Source;
import dev.cartulary.source.SourceAdministration;
import dev.cartulary.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists entries of every type, deletes what was published, and says who sees a name. */
@ApplicationScoped
public class EntryAdministration {

  private static final String TARGET = "entry";

  private final AdministeredEntries entries;
  private final ManagedEntries managed;
  private final Sources sources;
  private final SourceAdministration allSources;
  private final RegistryAdministration registries;
  private final DefinitionChange changes;
  private final IdempotentRequests requests;
  private final AuditLog audit;
  private final Event<CatalogChanged> changed;

  EntryAdministration(
      AdministeredEntries entries,
      ManagedEntries managed,
      Sources sources,
      SourceAdministration allSources,
      RegistryAdministration registries,
      DefinitionChange changes,
      IdempotentRequests requests,
      AuditLog audit,
      Event<CatalogChanged> changed) {
    this.entries = entries;
    this.managed = managed;
    this.sources = sources;
    this.allSources = allSources;
    this.registries = registries;
    this.changes = changes;
    this.requests = requests;
    this.audit = audit;
    this.changed = changed;
  }

  /** Entries by type, name, version and source. */
  public Page<EntryView> list(EntryFilter filter, PageRequest request) {
    return page(filter, null, request);
  }

  /**
   * The entries of a source.
   *
   * @throws ProblemException not found, where there is no such source
   */
  public Page<EntryView> ofSource(String source, EntryFilter filter, PageRequest request) {
    Optional<String> name = Optional.of(allSources.named(source).name());
    return page(
        new EntryFilter(name, filter.type(), filter.name(), filter.version(), filter.status()),
        null,
        request);
  }

  /**
   * The entries that a registry shows to those who see all of its sources.
   *
   * @throws ProblemException not found, where there is no such registry
   */
  public Page<EntryView> ofRegistry(String registry, EntryFilter filter, PageRequest request) {
    return page(filter, registries.named(registry).id(), request);
  }

  private Page<EntryView> page(
      EntryFilter filter, @Nullable String registryId, PageRequest request) {
    EntryRow after =
        request.after().isEmpty()
            ? null
            : entries
                .row(request.after())
                .orElseThrow(() ->
                    ProblemException.invalid(
                        "cursor", "what it stands for is gone; read the list from its beginning"));
    return request
        .page((key, limit) -> entries.list(filter, registryId, after, limit), EntryRow::id)
        .map(EntryView::of);
  }

  /**
   * Deletes a version that was published to this server: its status becomes deleted, so that
   * mirrors see it. Answered with 204.
   *
   * @param source where; empty for the one managed source that has it
   * @throws ProblemException not found; a conflict, where it was not published to this server
   */
  public Answer delete(String typeText, String name, String version, Optional<String> source) {
    String type = EntryFilter.type(typeText);
    RequestText.storable("name", name);
    RequestText.storable("version", version);
    return changes.alone(() -> {
      Source of = managed(type, name, Optional.of(version), source);
      managed.lock(of.id());
      List<ManagedVersion> one =
          managed.versions(of.id(), type, name).stream()
              .filter(existing -> existing.version().equals(version))
              .toList();
      if (one.isEmpty()) {
        throw unknown(type, name);
      }
      ManagedEntries.Name named = new ManagedEntries.Name(of.id(), type, name);
      if (managed.status(named, one, ManagedEntry.DELETED, null) > 0) {
        audit.record(
            AuditEvent.done(Action.ENTRY_DELETE, TARGET, one.get(0).id())
                .with("type", type)
                .with("name", name)
                .with("version", version)
                .with("source", of.name()));
      }
      return requests.complete(new Answer(HttpURLConnection.HTTP_NO_CONTENT, Map.of(), null));
    });
  }

  /**
   * Who sees a name.
   *
   * @throws ProblemException not found; a conflict, where it was not published to this server
   */
  public ClaimsView claims(String typeText, String name, Optional<String> source) {
    String type = EntryFilter.type(typeText);
    Source of = managed(type, RequestText.storable("name", name), Optional.empty(), source);
    EntryRow row = rows(type, name, Optional.empty(), Optional.of(of.name())).get(0);
    return view(type, name, of, row.claims());
  }

  /**
   * Says who sees a name, in all of its versions.
   *
   * @param body {@code {"claims": …}} with one claim map, a list of them, or null for all who see
   *     its source
   * @throws ProblemException an invalid request; not found; a conflict, where it was not published
   *     to this server
   */
  public Answer putClaims(String typeText, String name, Optional<String> source, byte[] body) {
    String type = EntryFilter.type(typeText);
    RequestText.storable("name", name);
    String claims = EntryBody.onlyClaims(body).orElse(null);
    return changes.alone(() -> {
      Source of = managed(type, name, Optional.empty(), source);
      managed.lock(of.id());
      entries.claims(of.id(), type, name, claims, InstantMicros.now());
      changed.fire(new CatalogChanged(of.id(), Set.of(new CatalogChanged.Name(type, name))));
      audit.record(
          AuditEvent.done(Action.ENTRY_CLAIMS, TARGET, name)
              .with("type", type)
              .with("source", of.name())
              .with("visibleTo", claims == null ? "all" : "some"));
      return requests.complete(
          new Answer(HttpURLConnection.HTTP_OK, Map.of(), view(type, name, of, claims)));
    });
  }

  private static ClaimsView view(String type, String name, Source source, @Nullable String claims) {
    return new ClaimsView(type, name, source.name(), claims == null ? "null" : claims);
  }

  /** The managed source that has it: of several the caller must name one. */
  private Source managed(
      String type, String name, Optional<String> version, Optional<String> source) {
    List<String> having =
        rows(type, name, version, source).stream().map(EntryRow::source).distinct().toList();
    if (having.isEmpty()) {
      throw unknown(type, name);
    }
    List<Source> managedOnes =
        having.stream()
            .flatMap(of -> sources.named(of).stream())
            .filter(Source::isManaged)
            .toList();
    if (managedOnes.isEmpty()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          name
              + " was not published to this server: it comes from source "
              + String.join(", ", having)
              + ", and is changed there.");
    }
    if (managedOnes.size() > 1) {
      throw ProblemException.invalid(
          "source",
          "name one of " + String.join(", ", managedOnes.stream().map(Source::name).toList()));
    }
    return managedOnes.get(0);
  }

  private List<EntryRow> rows(
      String type, String name, Optional<String> version, Optional<String> source) {
    EntryFilter filter =
        new EntryFilter(source, Optional.of(type), Optional.of(name), version, Optional.empty());
    return entries.list(filter, null, null, ManagedEntries.MOST_VERSIONS);
  }

  private static ProblemException unknown(String type, String name) {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no " + type + " " + name + " of this version and source.");
  }
}
