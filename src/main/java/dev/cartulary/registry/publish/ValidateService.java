package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.format.ServerSchema;
import dev.cartulary.source.rules.Issue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Checks documents that nobody publishes yet. */
@ApplicationScoped
class ValidateService {

  /** Anybody may ask, and a large document takes a while. */
  private static final int MOST_AT_ONCE = 4;

  /** What is wrong with a document. */
  @RegisterForReflection
  record Validation(boolean valid, List<Issue> issues) {}

  private final PublishRules rules;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
  private volatile @Nullable ServerSchema schema;

  ValidateService(PublishRules rules) {
    this.rules = rules;
  }

  /**
   * All that is wrong, by the rules and by the schema that the document names.
   *
   * @throws ProblemException invalid JSON; an invalid document where members are unknown or of
   *     other types; too many requests
   */
  Validation validate(byte[] body) {
    if (!turns.tryAcquire()) {
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "Too many documents are being checked; try again.",
          Duration.ofSeconds(1),
          null);
    }
    try {
      JsonNode tree = ServerDocument.parse(body);
      ServerDocument document = ServerDocument.of(tree, body);
      List<Issue> issues = new ArrayList<>(rules.issues(document.tree()));
      issues.addAll(schema().check(document.tree()));
      return new Validation(issues.stream().noneMatch(Issue::isError), List.copyOf(issues));
    } finally {
      turns.release();
    }
  }

  /** Reading it takes a moment and megabytes, which a server that nobody asks need not spend. */
  private ServerSchema schema() {
    ServerSchema known = schema;
    if (known == null) {
      synchronized (this) {
        known = schema == null ? new ServerSchema() : schema;
        schema = known;
      }
    }
    return known;
  }
}
