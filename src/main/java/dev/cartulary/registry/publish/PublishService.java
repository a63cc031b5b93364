package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.access.Caller;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.server.ServerAnswers;
import dev.cartulary.source.ManagedEntries;
import dev.cartulary.source.ManagedEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Publishes versions of servers, and gives versions other documents. */
@ApplicationScoped
class PublishService {

  static final Duration WRITE_LIMIT = Duration.ofSeconds(30);
  static final String PUBLISH = "publish";
  private static final String EDIT = "edit";

  private final PublishTargets targets;
  private final PublishRules rules;
  private final ServerDrafts drafts;
  private final ManagedEntries entries;
  private final IdempotentRequests requests;
  private final Caller caller;
  private final AuditLog audit;

  PublishService(
      PublishTargets targets,
      PublishRules rules,
      ServerDrafts drafts,
      ManagedEntries entries,
      IdempotentRequests requests,
      Caller caller,
      AuditLog audit) {
    this.targets = targets;
    this.rules = rules;
    this.drafts = drafts;
    this.entries = entries;
    this.requests = requests;
    this.caller = caller;
    this.audit = audit;
  }

  /**
   * Publishes a version to a registry; empty for the default one. The checks come in the order that
   * the MCP Registry API has.
   */
  Answer publish(Optional<String> registry, byte[] body) {
    JsonNode tree = ServerDocument.parse(body);
    if (tree.path("name").isTextual()) {
      rules.requirePublish(tree.path("name").textValue());
    }
    ServerDocument document = ServerDocument.of(tree, body);
    PublishTarget target = targets.of(registry);
    drafts.check(document, PUBLISH);
    return WriteTransaction.repeated(
        WRITE_LIMIT,
        () -> {
          requests.claim();
          caller.renew();
          rules.requirePublish(document.name());
          entries.lock(target.sourceId());
          targets.refuseCovered(target, ServerDocument.TYPE, document.name());
          ManagedEntry entry =
              write(() -> entries.publish(target.sourceId(), document.draft()), PUBLISH);
          Answer answer = requests.complete(answer(entry));
          audit.record(event(Action.ENTRY_PUBLISH, target, entry));
          return answer;
        });
  }

  /** Gives a version another document. */
  Answer edit(Optional<String> registry, String name, String version, byte[] body) {
    JsonNode tree = ServerDocument.parse(body);
    ServerDocument document = ServerDocument.of(tree, body);
    PublishTarget target = targets.of(registry);
    if (!targets.isOpen(target)) {
      rules.requireEdit(name);
    }
    find(target, name, version);
    rules.requireEdit(name);
    requireSame(document, name, version);
    drafts.check(document, EDIT);
    return WriteTransaction.repeated(
        WRITE_LIMIT,
        () -> {
          requests.claim();
          caller.renew();
          rules.requireEdit(name);
          entries.lock(target.sourceId());
          ManagedEntry before = find(target, name, version);
          ManagedEntry entry =
              write(() -> entries.edit(target.sourceId(), before, document.draft()), EDIT);
          Answer answer = requests.complete(answer(entry));
          audit.record(event(Action.ENTRY_EDIT, target, entry));
          return answer;
        });
  }

  private ManagedEntry find(PublishTarget target, String name, String version) {
    return entries
        .entry(target.sourceId(), ServerDocument.TYPE, name, version)
        .filter(entry -> !entry.isDeleted())
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "Server not found"));
  }

  private static void requireSame(ServerDocument document, String name, String version) {
    if (!document.name().equals(name)) {
      throw PublishRules.failed(EDIT, "Cannot rename server");
    }
    if (!document.version().equals(version)) {
      throw PublishRules.failed(EDIT, "Version in request body must match URL path parameter");
    }
  }

  /** What refuses the write says why; what failed stands before it. */
  private static ManagedEntry write(
      java.util.function.Supplier<ManagedEntry> writing, String action) {
    try {
      return writing.get();
    } catch (ProblemException refused) {
      if (refused.type() == ProblemType.INVALID_REQUEST) {
        throw PublishRules.failed(action, refused.detail());
      }
      throw refused;
    }
  }

  private static Answer answer(ManagedEntry entry) {
    return new Answer(200, Map.of(), ServerAnswers.of(entry));
  }

  static AuditEvent event(Action action, PublishTarget target, ManagedEntry entry) {
    return AuditEvent.done(action, entry.type(), entry.name())
        .with("version", entry.version())
        .with("registry", target.registry());
  }
}
