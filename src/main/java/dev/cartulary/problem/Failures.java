package dev.cartulary.problem;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the problem in an exception, and logs what callers do not learn. */
@Singleton
public final class Failures {

  private static final Logger LOG = Logger.getLogger(Failures.class);

  private final List<ProblemTranslator> translators;

  Failures(@All List<ProblemTranslator> translators) {
    this.translators = translators;
  }

  /** The problem itself, where one is in the chain of causes. */
  public static Optional<ProblemException> problemIn(Throwable failure) {
    return Causes.find(failure, ProblemException.class);
  }

  /** What a translator makes of it; an internal error where none knows it. */
  public ProblemException translated(Throwable failure) {
    return translators.stream()
        .map(translator -> translator.translate(failure))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() ->
            new ProblemException(
                ProblemType.INTERNAL_ERROR,
                "Internal error. The log has the cause under the request id.",
                failure));
  }

  public static void log(ProblemException problem, String requestId, Throwable failure) {
    switch (problem.type()) {
      case INTERNAL_ERROR -> {
        if (isClientGone(failure)) {
          LOG.debugf("request %s: the client went away before its answer", requestId);
        } else {
          LOG.errorf(failure, "request %s failed", requestId);
        }
      }
      case DATABASE_UNAVAILABLE, OUTCOME_UNKNOWN, POOL_EXHAUSTED, STORAGE_FULL ->
          LOG.logf(
              problem.told() ? Logger.Level.DEBUG : Logger.Level.WARN,
              "request %s: %s Cause: %s",
              requestId,
              problem.detail(),
              Causes.root(failure).getMessage());
      default -> LOG.debugf("request %s: %s", requestId, problem.detail());
    }
  }

  /** Whether the answer could not be written: any client may close its connection, and many do. */
  private static boolean isClientGone(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(it ->
            it instanceof ClosedChannelException
                || (it instanceof IOException && "Failed to write".equals(it.getMessage())));
  }
}
