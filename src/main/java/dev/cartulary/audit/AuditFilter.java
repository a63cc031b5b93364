package dev.cartulary.audit;

import dev.cartulary.config.Nearest;
import dev.cartulary.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the log are meant; what is null restricts nothing.
 *
 * @param action the word of an {@link Action}
 * @param actor the id or the name of who did it
 * @param outcome the word of an {@link Outcome}
 * @param from the first point in time
 * @param to the first point in time that is not meant any more
 */
public record AuditFilter(
    @Nullable String action,
    @Nullable String actor,
    @Nullable String targetType,
    @Nullable String targetId,
    @Nullable String outcome,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Every row. */
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

  /** The names of the restrictions. */
  static final List<String> FIELDS =
      List.of("action", "actor", "targetType", "targetId", "outcome", "from", "to");

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /**
   * Reads what a user writes.
   *
   * @param given gives the text of {@code action}, {@code actor}, {@code targetType}, {@code
   *     targetId}, {@code outcome}, {@code from} and {@code to}; null where there is none
   * @throws ProblemException an invalid request that names which one
   */
  public static AuditFilter read(UnaryOperator<@Nullable String> given) {
    Instant from = instant("from", given.apply("from"));
    Instant to = instant("to", given.apply("to"));
    if (from != null && to != null && !from.isBefore(to)) {
      throw ProblemException.invalid("to", "must be later than from");
    }
    List<String> outcomes = Arrays.stream(Outcome.values()).map(Outcome::word).toList();
    return new AuditFilter(
        word("action", given.apply("action"), Action.words()),
        text("actor", given.apply("actor")),
        text("targetType", given.apply("targetType")),
        text("targetId", given.apply("targetId")),
        word("outcome", given.apply("outcome"), outcomes),
        from,
        to);
  }

  private static @Nullable String word(String field, @Nullable String word, List<String> known) {
    if (word != null && !known.contains(word)) {
      throw ProblemException.invalid(field, "is not a known value. " + Nearest.advice(word, known));
    }
    return word;
  }

  private static @Nullable String text(String field, @Nullable String text) {
    if (text != null && !AuditText.isStorable(text)) {
      throw ProblemException.invalid(field, "holds a NUL character or half of a surrogate pair");
    }
    return text;
  }

  private static @Nullable Instant instant(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return instant;
      }
    } catch (DateTimeException notOne) {
      // Said below, as for a year that no one means.
    }
    throw ProblemException.invalid(
        field, "write a point in time as in RFC 3339, 2026-01-31T08:30:00Z; in a URL, + is %2B");
  }

  boolean isEmpty() {
    return equals(ALL);
  }

  /** Adds the conditions of a query and their parameters. */
  void restrict(List<String> conditions, Map<String, Object> parameters) {
    equal("action", action, conditions, parameters);
    equal("targetType", targetType, conditions, parameters);
    equal("targetId", targetId, conditions, parameters);
    equal("outcome", outcome, conditions, parameters);
    if (actor != null) {
      conditions.add("(actorId = :actor or actorName = :actor)");
      parameters.put("actor", actor);
    }
    if (from != null) {
      conditions.add("occurredAt >= :from");
      parameters.put("from", from);
    }
    if (to != null) {
      conditions.add("occurredAt < :to");
      parameters.put("to", to);
    }
  }

  private static void equal(
      String attribute,
      @Nullable String value,
      List<String> conditions,
      Map<String, Object> parameters) {
    if (value != null) {
      conditions.add(attribute + " = :" + attribute);
      parameters.put(attribute, value);
    }
  }

  /** The restrictions by their names, for the record of an export. */
  Map<String, String> details() {
    Map<String, String> details = new TreeMap<>();
    FIELDS.forEach(field -> written(field).ifPresent(text -> details.put(field, text)));
    return details;
  }

  /** What the filter was made of: the text that {@link #read} would read again. */
  Optional<String> written(String field) {
    return switch (field) {
      case "action" -> Optional.ofNullable(action);
      case "actor" -> Optional.ofNullable(actor);
      case "targetType" -> Optional.ofNullable(targetType);
      case "targetId" -> Optional.ofNullable(targetId);
      case "outcome" -> Optional.ofNullable(outcome);
      case "from" -> Optional.ofNullable(from).map(Instant::toString);
      case "to" -> Optional.ofNullable(to).map(Instant::toString);
      default -> throw new IllegalArgumentException(field);
    };
  }
}
