package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.access.Caller;
import dev.cartulary.config.Settings;
import dev.cartulary.identity.namespace.NamespaceGrants;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.rules.Issue;
import dev.cartulary.source.rules.ServerRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Judges who may publish what, before anything is written. */
@ApplicationScoped
public class PublishRules {

  private static final int MOST_META = 4096;

  private final NamespaceGrants grants;
  private final Caller caller;
  private final ServerRules rules;

  PublishRules(NamespaceGrants grants, Caller caller, Settings settings) {
    this.grants = grants;
    this.caller = caller;
    this.rules = new ServerRules(PublishSettings.resolve(settings).repositories());
  }

  /** What is wrong with a document whose members have the right types. */
  List<Issue> issues(JsonNode tree) {
    return rules.check(tree);
  }

  /**
   * Demands the right to publish under a name.
   *
   * @throws ProblemException forbidden, with the names that the caller may publish
   */
  public void requirePublish(String name) {
    if (grants.mayPublish(caller.principal(), name)) {
      return;
    }
    List<String> own = grants.of(caller.principal());
    String text =
        own.isEmpty()
            ? "You do not have permission to publish this server. You do not have any publish"
                + " permissions"
            : "You do not have permission to publish this server. You have permission to publish: "
                + String.join(", ", own)
                + ". Attempting to publish: "
                + name;
    String hint =
        name.startsWith("io.github.")
            ? ". If you are trying to publish to a GitHub organization, you must be one of its"
                + " owners; upper and lower case differ"
            : "";
    throw forbidden(text + hint);
  }

  /**
   * Demands the right to edit what was published under a name.
   *
   * @throws ProblemException forbidden
   */
  void requireEdit(String name) {
    if (!grants.mayEdit(caller.principal(), name)) {
      throw forbidden("You do not have edit permissions for this server: " + name);
    }
  }

  /**
   * Demands the right to publish or to edit under a name.
   *
   * @throws ProblemException forbidden
   */
  void requireEither(String name) {
    if (!grants.mayPublish(caller.principal(), name) && !grants.mayEdit(caller.principal(), name)) {
      throw forbidden("You do not have publish or edit permissions for this server: " + name);
    }
  }

  private static ProblemException forbidden(String text) {
    return ProblemException.naming(
        ProblemType.FORBIDDEN, text, List.of(FieldError.ofBody("name", text, null)), null);
  }

  /**
   * Refuses a document that breaks a rule.
   *
   * @param action {@code publish} or {@code edit}
   * @throws ProblemException an invalid document that names each rule that is broken
   */
  void requireValid(ServerDocument document, String action) {
    List<FieldError> errors =
        rules.check(document.tree()).stream()
            .filter(Issue::isError)
            .map(issue -> FieldError.ofBody(issue.path(), issue.message(), null))
            .toList();
    if (!errors.isEmpty()) {
      throw ProblemException.naming(
          ProblemType.INVALID_DOCUMENT,
          "Failed to " + action + " server, invalid schema: call /validate for details",
          errors,
          null);
    }
  }

  /**
   * Refuses more words of the publisher's own than are kept.
   *
   * @throws ProblemException an invalid request
   */
  void requireSmallMeta(ServerDocument document, String action) {
    int size = document.metaSize();
    if (size > MOST_META) {
      throw failed(
          action,
          "_meta.io.modelcontextprotocol.registry/publisher-provided extension exceeds 4KB limit ("
              + size
              + " bytes)");
    }
  }

  /** A 400 whose detail says what failed and whose one error says why. */
  static ProblemException failed(String action, String reason) {
    return ProblemException.naming(
        ProblemType.INVALID_REQUEST,
        "Failed to " + action + " server",
        List.of(FieldError.ofBody("", reason, null)),
        null);
  }
}
