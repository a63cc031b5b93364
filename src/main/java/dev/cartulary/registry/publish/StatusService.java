package dev.cartulary.registry.publish;

import dev.cartulary.access.Caller;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditLog;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.WriteTransaction;
import dev.cartulary.http.idempotency.Answer;
import dev.cartulary.http.idempotency.IdempotentRequests;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.registry.server.ServerAnswers;
import dev.cartulary.source.ManagedEntries;
import dev.cartulary.source.ManagedEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Changes the status of one version, or of all versions of a server. */
@ApplicationScoped
class StatusService {

  private static final String NO_VERSION = "Server version not found";
  private static final String NO_SERVER = "Server not found";

  /** The answer to a change of all versions. */
  @RegisterForReflection
  record AllVersions(int updatedCount, List<Object> servers) {}

  private final PublishTargets targets;
  private final PublishRules rules;
  private final ManagedEntries entries;
  private final IdempotentRequests requests;
  private final Caller caller;
  private final AuditLog audit;
  private final boolean deletes;

  StatusService(
      PublishTargets targets,
      PublishRules rules,
      ManagedEntries entries,
      IdempotentRequests requests,
      Caller caller,
      AuditLog audit,
      Settings settings) {
    this.targets = targets;
    this.rules = rules;
    this.entries = entries;
    this.requests = requests;
    this.caller = caller;
    this.audit = audit;
    this.deletes = settings.choice(Setting.PUBLISH_DELETE).orElse("").equals("true");
  }

  /** Changes the status of one version, which may be deleted. */
  Answer one(Optional<String> registry, String name, String version, StatusChange change) {
    return change(
        registry,
        name,
        change,
        NO_VERSION,
        target ->
            entries.entry(target.sourceId(), ServerDocument.TYPE, name, version).stream().toList(),
        "No changes to apply: status and message are already set to the provided values",
        target ->
            ServerAnswers.of(
                entries
                    .entry(target.sourceId(), ServerDocument.TYPE, name, version)
                    .orElseThrow()));
  }

  /** Changes the status of all versions in one transaction. */
  Answer all(Optional<String> registry, String name, StatusChange change) {
    return change(
        registry,
        name,
        change,
        NO_SERVER,
        target -> entries.entries(target.sourceId(), ServerDocument.TYPE, name),
        "No changes to apply: all versions already have the requested status and message",
        target -> {
          List<Object> all =
              entries.entries(target.sourceId(), ServerDocument.TYPE, name).stream()
                  .map(ServerAnswers::of)
                  .toList();
          return new AllVersions(all.size(), all);
        });
  }

  /**
   * Gives a version the status deleted.
   *
   * @throws ProblemException not supported, where the settings do not allow it
   */
  Answer delete(Optional<String> registry, String name, String version) {
    if (!deletes) {
      throw new ProblemException(
          ProblemType.NOT_SUPPORTED,
          "This server takes no DELETE of versions (PUBLISH_DELETE). PATCH …/status with"
              + " {\"status\":\"deleted\"} does the same.");
    }
    return one(registry, name, version, new StatusChange(ManagedEntry.DELETED, null));
  }

  private Answer change(
      Optional<String> registry,
      String name,
      StatusChange change,
      String missing,
      Function<PublishTarget, List<ManagedEntry>> which,
      String nothing,
      Function<PublishTarget, Object> answer) {
    PublishTarget target = targets.of(registry);
    if (!targets.isOpen(target)) {
      rules.requireEither(name);
    }
    found(() -> which.apply(target), missing);
    rules.requireEither(name);
    return WriteTransaction.repeated(
        PublishService.WRITE_LIMIT,
        () -> {
          requests.claim();
          caller.renew();
          rules.requireEither(name);
          entries.lock(target.sourceId());
          List<ManagedEntry> versions = found(() -> which.apply(target), missing);
          if (entries.status(target.sourceId(), versions, change.status(), change.message()) == 0) {
            throw StatusChange.invalid(nothing);
          }
          Answer result = requests.complete(new Answer(200, Map.of(), answer.apply(target)));
          audit.record(
              PublishService.event(Action.ENTRY_STATUS, target, versions.get(0))
                  .with("version", versions.stream().map(ManagedEntry::version).limit(100).toList())
                  .with("status", change.status()));
          return result;
        });
  }

  private static List<ManagedEntry> found(Supplier<List<ManagedEntry>> reading, String missing) {
    List<ManagedEntry> versions = reading.get();
    if (versions.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, missing);
    }
    return versions;
  }
}
