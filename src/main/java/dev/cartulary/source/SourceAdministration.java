package dev.cartulary.source;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.ConfigNode;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.http.Precondition;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.http.page.Page;
import dev.cartulary.http.page.PageRequest;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Shows, creates, changes and deletes sources, for the API and the command line. */
@ApplicationScoped
public class SourceAdministration {

  private static final String TARGET = "source";

  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
  private final Sources sources;
  private final SourceStates states;
  private final SourceLimits limits;
  private final SourceRepository repository;
  private final DefinitionChange changes;
  private final IdempotentRequests requests;
  private final AuditLog audit;
  private final Event<SourceRedefined> redefined;
  private final Event<SourceRemoval> removal;

  SourceAdministration(
      Sources sources,
      SourceStates states,
      SourceLimits limits,
      SourceRepository repository,
      DefinitionChange changes,
      IdempotentRequests requests,
      AuditLog audit,
      Event<SourceRedefined> redefined,
      Event<SourceRemoval> removal) {
    this.sources = sources;
    this.states = states;
    this.limits = limits;
    this.repository = repository;
    this.changes = changes;
    this.requests = requests;
    this.audit = audit;
    this.redefined = redefined;
    this.removal = removal;
  }

  /** Sources by name. */
  public Page<SourceView> list(PageRequest request) {
    return request
        .page(
            (after, limit) ->
                sources.all().stream()
                    .sorted(Comparator.comparing(Source::name))
                    .filter(source -> source.name().compareTo(after) > 0)
                    .limit(limit)
                    .toList(),
            Source::name)
        .map(this::view);
  }

  /**
   * The source of this name.
   *
   * @throws ProblemException not found
   */
  public Source named(String name) {
    return sources.named(name).orElseThrow(() -> unknown(name));
  }

  /** As the API shows it. */
  public SourceView view(Source source) {
    return SourceView.of(source, states.get(source.name()), states.nextSync(source));
  }

  /**
   * What the last load of the source left out or took with a warning, in the catalog's order.
   *
   * @throws ProblemException not found
   */
  public Page<RefusalView> refusals(String name, PageRequest request) {
    String id = named(name).id();
    int from = position(request.after());
    return new PageRequest("", request.limit())
        .page(
            (after, limit) -> repository.refusals(id, from, limit),
            refusal -> String.valueOf(refusal.position()));
  }

  private static int position(String after) {
    if (after.isEmpty()) {
      return -1;
    }
    if (!after.matches("[0-9]{1,9}")) {
      throw ProblemException.invalid("cursor", "take nextCursor of the page before as it is");
    }
    return Integer.parseInt(after);
  }

  /**
   * Creates or changes a source; answered with 201 or 200.
   *
   * @throws ProblemException an invalid request that names what is wrong; forbidden, where it comes
   *     from the configuration; precondition failed; a conflict
   */
  public Answer put(String name, byte[] body, Precondition condition) {
    ConfigNode node = DefinitionBody.read(body, name, "sources[]");
    DefinitionReading reading = DefinitionReading.of(DefinitionOrigin.API, Path.of("/"));
    Optional<SourceDefinition> read = SourceReader.read(name, node, reading);
    DefinitionBody.refuse(reading.findings());
    SourceDefinition definition = read.orElseThrow();
    DefinitionBody.refuse(limits.refusals(definition, DefinitionOrigin.API));
    return changes.alone(() -> put(definition, condition));
  }

  private Answer put(SourceDefinition definition, Precondition condition) {
    Instant now = InstantMicros.now();
    Optional<SourceEntity> row = row(definition.name());
    Optional<Source> before = row.filter(stored -> !stored.isRemoved()).map(SourceEntity::toSource);
    judge(definition.name(), before, condition);
    before.ifPresent(source -> refuseLoss(source, definition));
    String id = row.map(SourceEntity::id).orElseGet(() -> ids.generate().toString());
    if (row.isEmpty()) {
      repository.insert(new SourceEntity(id, definition, DefinitionOrigin.API, now));
    } else {
      repository.define(id, definition, DefinitionOrigin.API, now);
      if (before.isEmpty() || !before.get().definition().kind().equals(definition.kind())) {
        repository.readAgain(id);
      }
    }
    if (definition.kind() instanceof SourceKind.Managed) {
      repository.isRead(id, now);
    }
    redefined.fire(new SourceRedefined(id));
    Source after = repository.source(id).orElseThrow();
    audit.record(
        AuditEvent.done(before.isEmpty() ? Action.SOURCE_CREATE : Action.SOURCE_UPDATE, TARGET, id)
            .with("name", definition.name())
            .with("kind", definition.kind().word()));
    return requests.complete(
        new Answer(
            before.isEmpty() ? HttpURLConnection.HTTP_CREATED : HttpURLConnection.HTTP_OK,
            Map.of("ETag", SourceView.etag(after.updatedAt())),
            SourceView.of(after, SourceState.of(after.stored()), states.nextSync(after))));
  }

  private static void refuseLoss(Source before, SourceDefinition after) {
    if (before.isManaged()
        && !(after.kind() instanceof SourceKind.Managed)
        && before.stored().entryCount() > 0) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "Source "
              + before.name()
              + " has entries that were published to it, which another kind of source would replace."
              + " Delete the source first, or make another one.");
    }
  }

  /**
   * Deletes a source with its entries; answered with 204.
   *
   * @throws ProblemException not found; forbidden, where it comes from the configuration;
   *     precondition failed; a conflict, where a registry shows it
   */
  public Answer delete(String name, Precondition condition) {
    return changes.alone(() -> {
      Source source =
          row(name)
              .filter(stored -> !stored.isRemoved())
              .map(SourceEntity::toSource)
              .orElseThrow(() -> unknown(name));
      judge(name, Optional.of(source), condition);
      removal.fire(new SourceRemoval(source.id(), name));
      repository.remove(source.id(), InstantMicros.now());
      audit.record(AuditEvent.done(Action.SOURCE_DELETE, TARGET, source.id()).with("name", name));
      return requests.complete(new Answer(HttpURLConnection.HTTP_NO_CONTENT, Map.of(), null));
    });
  }

  private static void judge(String name, Optional<Source> before, Precondition condition) {
    String etag = before.map(source -> SourceView.etag(source.updatedAt())).orElse(null);
    if (before.filter(source -> source.origin() == DefinitionOrigin.CONFIG).isPresent()) {
      throw DefinitionBody.configured("Source " + name);
    }
    condition
        .fault(etag)
        .ifPresent(fault -> {
          throw new ProblemException(
              ProblemType.PRECONDITION_FAILED, "Nothing was changed: " + fault + ".");
        });
  }

  private Optional<SourceEntity> row(String name) {
    return repository.row(name);
  }

  private static ProblemException unknown(String name) {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no source " + name + ".");
  }
}
