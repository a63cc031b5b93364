package dev.cartulary.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.problem.FieldErrors;
import dev.cartulary.problem.ProblemException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is wrong with the members of a body. No message shows a value. */
public final class BodyFaults {

  private final FieldErrors errors = new FieldErrors();
  private final JsonNode object;

  BodyFaults(JsonNode object) {
    this.object = object;
  }

  /** Notes that a member is wrong. */
  public void wrong(String member, String message) {
    errors.add(member, message);
  }

  /** Whether the body has the member, even as null. */
  public boolean has(String member) {
    return object.has(member);
  }

  /** Notes a member that is left out or null, unless it was noted as wrong already. */
  public void required(String member, @Nullable Object value) {
    if (value == null && !errors.name(member)) {
      wrong(member, "is missing");
    }
  }

  /** Applies a rule to a member that has a value; what it throws is noted under the member. */
  public <T> void check(String member, @Nullable T value, Consumer<T> rule) {
    if (value != null) {
      try {
        rule.accept(value);
      } catch (ProblemException problem) {
        problem
            .errors()
            .forEach(error -> {
              boolean within = error.field().startsWith(member + "[");
              wrong(within ? error.field() : member, error.message());
            });
      }
    }
  }

  /**
   * Ends the reading.
   *
   * @throws ProblemException an invalid request that names every member that is wrong
   */
  void finish() {
    errors.finish();
  }
}
