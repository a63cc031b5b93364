package dev.cartulary.registry.entry;

import dev.cartulary.access.Caller;
import dev.cartulary.access.Permission;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.publish.PublishRules;
import dev.cartulary.registry.publish.PublishTarget;
import dev.cartulary.registry.publish.PublishTargets;
import dev.cartulary.source.DefinitionChange;
import dev.cartulary.source.EntryDraft;
import dev.cartulary.source.ManagedEntries;
import dev.cartulary.source.ManagedEntry;
import dev.cartulary.source.Source;
import dev.cartulary.source.SourceAdministration;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes servers, skills and plugins into managed sources. */
@ApplicationScoped
public class EntryPublishing {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final EntryDrafts drafts;
  private final AdministeredEntries entries;
  private final ManagedEntries managed;
  private final PublishTargets targets;
  private final PublishRules rules;
  private final SourceAdministration sources;
  private final DefinitionChange changes;
  private final IdempotentRequests requests;
  private final Caller caller;
  private final AuditLog audit;

  EntryPublishing(
      EntryDrafts drafts,
      AdministeredEntries entries,
      ManagedEntries managed,
      PublishTargets targets,
      PublishRules rules,
      SourceAdministration sources,
      DefinitionChange changes,
      IdempotentRequests requests,
      Caller caller,
      AuditLog audit) {
    this.drafts = drafts;
    this.entries = entries;
    this.managed = managed;
    this.targets = targets;
    this.rules = rules;
    this.sources = sources;
    this.changes = changes;
    this.requests = requests;
    this.caller = caller;
    this.audit = audit;
  }

  /**
   * Where it goes.
   *
   * @param registry that was named, or the default one; null where the source was named
   */
  private record Target(String sourceId, String source, @Nullable PublishTarget registry) {}

  /**
   * Publishes a version. Answered with 201 and the entry.
   *
   * @param body {@code {"skill": …, "registry": …, "claims": …}}: one of server, skill and plugin
   *     with the document; {@code source} or {@code registry}, else the default registry
   * @throws ProblemException an invalid request or document, which names what is wrong; forbidden;
   *     not found; a conflict, where this version exists, the name is kept for others, the source
   *     is not managed, or an earlier source of the registry has the name; not supported, where the
   *     registry has no managed source
   */
  public Answer publish(byte[] body) {
    EntryBody given = EntryBody.read(body);
    requireRight(given);
    Target target = target(given);
    EntryDraft draft = drafts.of(given);
    if (given.claims().isPresent()) {
      // Every process must learn the claims before it answers with the entry.
      return changes.alone(() -> write(given, target, draft));
    }
    return WriteTransaction.repeated(
        LIMIT,
        () -> {
          requests.claim();
          caller.renew();
          return write(given, target, draft);
        });
  }

  private void requireRight(EntryBody given) {
    if (caller.principal().may(Permission.ENTRIES_MANAGE)) {
      return;
    }
    if (given.source().isPresent()) {
      throw forbidden("source", "To name a source takes entries:manage; name a registry.");
    }
    if (given.claims().isPresent()) {
      throw forbidden("claims", "To choose who sees an entry takes entries:manage.");
    }
    rules.requirePublish(given.name());
  }

  private static ProblemException forbidden(String member, String text) {
    return ProblemException.naming(
        ProblemType.FORBIDDEN, text, List.of(FieldError.ofBody(member, text, null)), null);
  }

  private Target target(EntryBody given) {
    if (given.source().isEmpty()) {
      PublishTarget target = targets.of(given.registry());
      return new Target(target.sourceId(), target.source(), target);
    }
    Source source = sources.named(given.source().get());
    if (!source.isManaged()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "Source "
              + source.name()
              + " is not managed: it has what is read from elsewhere, and is changed there.");
    }
    return new Target(source.id(), source.name(), null);
  }

  private Answer write(EntryBody given, Target target, EntryDraft draft) {
    requireRight(given);
    managed.lock(target.sourceId());
    if (target.registry() != null) {
      targets.refuseCovered(target.registry(), draft.type(), draft.name());
    }
    refuseTwin(target, draft);
    refuseOtherClaims(target, draft);
    ManagedEntry entry = managed.publish(target.sourceId(), draft);
    EntryView view = EntryView.of(entries.row(entry.id()).orElseThrow());
    Answer answer = requests.complete(new Answer(HttpURLConnection.HTTP_CREATED, Map.of(), view));
    audit.record(
        AuditEvent.done(Action.ENTRY_PUBLISH, draft.type(), draft.name())
            .with("version", draft.version())
            .with("source", target.source())
            .with("visibleTo", view.claims() == null ? "all" : "some"));
    return answer;
  }

  private void refuseTwin(Target target, EntryDraft draft) {
    managed
        .entry(target.sourceId(), draft.type(), draft.name(), draft.version())
        .ifPresent(twin -> {
          throw new ProblemException(
              ProblemType.CONFLICT,
              "Version "
                  + draft.version()
                  + " of "
                  + draft.type()
                  + " "
                  + draft.name()
                  + (twin.isDeleted() ? " exists and is deleted" : " exists")
                  + ": publish another version.");
        });
  }

  /** The claims are those of the name; a new version alone does not change them. */
  private void refuseOtherClaims(Target target, EntryDraft draft) {
    if (draft.claims() == null) {
      return;
    }
    EntryFilter of =
        new EntryFilter(
            Optional.of(target.source()),
            Optional.of(draft.type()),
            Optional.of(draft.name()),
            Optional.empty(),
            Optional.empty());
    entries.list(of, null, null, 1).stream()
        .filter(row -> !draft.claims().equals(row.claims()))
        .findFirst()
        .ifPresent(other -> {
          throw new ProblemException(
              ProblemType.CONFLICT,
              "The versions of "
                  + draft.name()
                  + " that exist have other claims, which are those of the name: leave claims out,"
                  + " or change them with PUT /v1/entries/"
                  + draft.type()
                  + "/{name}/claims.");
        });
  }
}
