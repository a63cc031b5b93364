package dev.cartulary.registry.publish;

import dev.cartulary.access.Caller;
import dev.cartulary.audit.Action;
import dev.cartulary.audit.AuditEvent;
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
import dev.cartulary.source.ManagedVersion;
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

  /**
   * Characters of the documents in one answer: thousands of usual ones. An answer is kept with its
   * Idempotency-Key, and MariaDB takes 16 MiB in one statement.
   */
  private static final long LARGEST_ANSWER = 4L * 1024 * 1024;

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
            versions(target, name).stream().filter(one -> one.version().equals(version)).toList(),
        "No changes to apply: status and message are already set to the provided values",
        target ->
            ServerAnswers.of(
                entries
                    .entry(target.sourceId(), ServerDocument.TYPE, name, version)
                    .orElseThrow()));
  }

  /**
   * Changes the status of all versions in one transaction. Of versions whose documents together are
   * larger than an answer may be, it has the ones published last.
   */
  Answer all(Optional<String> registry, String name, StatusChange change) {
    return change(
        registry,
        name,
        change,
        NO_SERVER,
        target -> versions(target, name),
        "No changes to apply: all versions already have the requested status and message",
        target -> {
          List<ManagedVersion> all = versions(target, name);
          return new AllVersions(
              all.size(),
              entries.entries(all, LARGEST_ANSWER).stream().map(ServerAnswers::of).toList());
        });
  }

  private List<ManagedVersion> versions(PublishTarget target, String name) {
    return entries.versions(target.sourceId(), ServerDocument.TYPE, name);
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
      Function<PublishTarget, List<ManagedVersion>> which,
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
          List<ManagedVersion> versions = found(() -> which.apply(target), missing);
          ManagedEntries.Name named =
              new ManagedEntries.Name(target.sourceId(), ServerDocument.TYPE, name);
          if (entries.status(named, versions, change.status(), change.message()) == 0) {
            throw StatusChange.invalid(nothing);
          }
          Answer result = requests.complete(new Answer(200, Map.of(), answer.apply(target)));
          audit.record(
              AuditEvent.done(Action.ENTRY_STATUS, ServerDocument.TYPE, name)
                  .with("registry", target.registry())
                  .with(
                      "version", versions.stream().map(ManagedVersion::version).limit(100).toList())
                  .with("status", change.status()));
          return result;
        });
  }

  private static List<ManagedVersion> found(
      Supplier<List<ManagedVersion>> reading, String missing) {
    List<ManagedVersion> versions = reading.get();
    if (versions.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, missing);
    }
    return versions;
  }
}
