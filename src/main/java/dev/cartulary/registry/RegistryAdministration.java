package dev.cartulary.registry;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.access.Visibility;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.config.Finding;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.Precondition;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.DefinitionBody;
import dev.cartulary.source.DefinitionChange;
import dev.cartulary.source.DefinitionOrigin;
import dev.cartulary.source.SourceIds;
import dev.cartulary.source.SourceView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows, creates, changes and deletes registries, for the API and the command line. */
@ApplicationScoped
public class RegistryAdministration {

  private static final String TARGET = "registry";

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final Registries registries;
  private final RegistryRepository repository;
  private final SourceIds sources;
  private final DefinitionChange changes;
  private final IdempotentRequests requests;
  private final AuditLog audit;
  private final Event<RegistryChanged> changed;

  RegistryAdministration(
      Registries registries,
      RegistryRepository repository,
      SourceIds sources,
      DefinitionChange changes,
      IdempotentRequests requests,
      AuditLog audit,
      Event<RegistryChanged> changed) {
    this.registries = registries;
    this.repository = repository;
    this.sources = sources;
    this.changes = changes;
    this.requests = requests;
    this.audit = audit;
    this.changed = changed;
  }

  /** Registries by name. */
  public Page<RegistryView> list(PageRequest request) {
    return request
        .page(
            (after, limit) ->
                registries.all().stream()
                    .sorted(Comparator.comparing(Registry::name))
                    .filter(registry -> registry.name().compareTo(after) > 0)
                    .limit(limit)
                    .toList(),
            Registry::name)
        .map(this::view);
  }

  /**
   * The registry of this name.
   *
   * @throws ProblemException not found
   */
  public Registry named(String name) {
    return registries.stored(name).orElseThrow(() -> unknown(name));
  }

  /** As the API shows it. */
  public RegistryView view(Registry registry) {
    return RegistryView.of(registry, registry.name().equals(registries.defaultName()));
  }

  /**
   * Creates or changes a registry; answered with 201 or 200.
   *
   * @throws ProblemException an invalid request that names what is wrong, such as a source that
   *     there is not; forbidden, where it comes from the configuration; precondition failed
   */
  public Answer put(String name, byte[] body, Precondition condition) {
    ConfigNode node = DefinitionBody.read(body, name, "registries[]");
    return changes.alone(() -> put(name, node, condition));
  }

  private Answer put(String name, ConfigNode node, Precondition condition) {
    Map<String, String> sourceIds = sources.byName();
    RegistryDefinition definition = read(name, node, sourceIds);
    List<Registry> all = repository.all();
    Optional<Registry> before = stored(all, name);
    judge(name, before, condition);
    Instant now = InstantMicros.now();
    String id = before.map(Registry::id).orElseGet(() -> ids.generate().toString());
    if (before.isPresent()) {
      repository.define(id, definition, DefinitionOrigin.API, before.get().position(), now);
    } else {
      int position = all.stream().mapToInt(Registry::position).max().orElse(-1) + 1;
      repository.insert(new RegistryEntity(id, definition, DefinitionOrigin.API, position, now));
    }
    List<RegistrySourceEntity> rows = new ArrayList<>();
    for (String source : definition.sources()) {
      String sourceId = sourceIds.getOrDefault(source, "");
      rows.add(new RegistrySourceEntity(ids.generate().toString(), id, sourceId, rows.size()));
    }
    repository.show(id, rows);
    changed.fire(new RegistryChanged(id));
    audit.record(
        AuditEvent.done(
                before.isEmpty() ? Action.REGISTRY_CREATE : Action.REGISTRY_UPDATE, TARGET, id)
            .with("name", name)
            .with("sources", definition.sources()));
    List<Registry> stored = repository.all();
    Registry after = stored(stored, name).orElseThrow();
    return requests.complete(
        new Answer(
            before.isEmpty() ? HttpURLConnection.HTTP_CREATED : HttpURLConnection.HTTP_OK,
            Map.of("ETag", SourceView.etag(after.updatedAt())),
            RegistryView.of(
                after,
                name.equals(Registries.defaultOf(stored.stream().map(Registry::name).toList())))));
  }

  private static RegistryDefinition read(
      String name, ConfigNode node, Map<String, String> sourceIds) {
    List<Finding> findings = new ArrayList<>();
    Visibility visibility = Visibility.read(node, findings);
    List<String> chosen = RegistrySettings.readSources(node, sourceIds.keySet(), findings);
    DefinitionBody.refuse(findings);
    return new RegistryDefinition(name, chosen, visibility);
  }

  /**
   * Deletes a registry; its sources stay. Answered with 204.
   *
   * @throws ProblemException not found; forbidden, where it comes from the configuration;
   *     precondition failed
   */
  public Answer delete(String name, Precondition condition) {
    return changes.alone(() -> {
      Registry registry = stored(repository.all(), name).orElseThrow(() -> unknown(name));
      judge(name, Optional.of(registry), condition);
      repository.remove(registry.id());
      audit.record(
          AuditEvent.done(Action.REGISTRY_DELETE, TARGET, registry.id()).with("name", name));
      return requests.complete(new Answer(HttpURLConnection.HTTP_NO_CONTENT, Map.of(), null));
    });
  }

  private static void judge(String name, Optional<Registry> before, Precondition condition) {
    String etag = before.map(registry -> SourceView.etag(registry.updatedAt())).orElse(null);
    if (before.filter(registry -> registry.origin() == DefinitionOrigin.CONFIG).isPresent()) {
      throw DefinitionBody.configured("Registry " + name);
    }
    condition
        .fault(etag)
        .ifPresent(fault -> {
          throw new ProblemException(
              ProblemType.PRECONDITION_FAILED, "Nothing was changed: " + fault + ".");
        });
  }

  private static Optional<Registry> stored(List<Registry> all, String name) {
    return all.stream().filter(registry -> registry.name().equals(name)).findFirst();
  }

  private static ProblemException unknown(String name) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no registry " + name + ".");
  }
}
