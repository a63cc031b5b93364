package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.registry.ownership.PackageOwnership;
import dev.cartulary.source.EntryDraft;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Checks servers' documents by all rules that need no transaction. They are checked before one: a
 * slow package registry must not hold a connection.
 */
@ApplicationScoped
public class ServerDrafts {

  private final PublishRules rules;
  private final PackageOwnership ownership;

  ServerDrafts(PublishRules rules, PackageOwnership ownership) {
    this.rules = rules;
    this.ownership = ownership;
  }

  /**
   * What a document is published as.
   *
   * @throws ProblemException invalid JSON; an invalid document that names each rule that is broken;
   *     an invalid request, where a package does not name the server
   */
  public EntryDraft of(byte[] document) {
    JsonNode tree = ServerDocument.parse(document);
    ServerDocument server = ServerDocument.of(tree, document);
    check(server, PublishService.PUBLISH);
    return server.draft();
  }

  /** Refuses a document that breaks a rule; the action is {@code publish} or {@code edit}. */
  void check(ServerDocument document, String action) {
    rules.requireValid(document, action);
    rules.requireSmallMeta(document, action);
    ownership
        .problem(document.tree())
        .ifPresent(reason -> {
          throw PublishRules.failed(action, reason);
        });
  }
}
