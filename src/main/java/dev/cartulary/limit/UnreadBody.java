package dev.cartulary.limit;

import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemTranslator;
import dev.cartulary.problem.ProblemType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;

/** What Quarkus throws where it reads the body itself, as it does with HTTP/2. */
@Singleton
class UnreadBody implements ProblemTranslator {

  @Override
  public Optional<ProblemException> translate(Throwable failure) {
    if (failure.getClass() != IOException.class) {
      return Optional.empty();
    }
    return switch (String.valueOf(failure.getMessage())) {
      case "Request too large" ->
          problem(ProblemType.PAYLOAD_TOO_LARGE, "The body is larger than allowed.");
      case "Read timed out" ->
          problem(ProblemType.REQUEST_TIMEOUT, "The body did not arrive in time.");
      default -> Optional.empty();
    };
  }

  private static Optional<ProblemException> problem(ProblemType type, String detail) {
    return Optional.of(new ProblemException(type, detail));
  }
}
