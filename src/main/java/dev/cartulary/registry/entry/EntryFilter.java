package dev.cartulary.registry.entry;

import dev.cartulary.http.RequestText;
import dev.cartulary.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which entries a list has; what is empty does not matter. */
public record EntryFilter(
    Optional<String> source,
    Optional<String> type,
    Optional<String> name,
    Optional<String> version,
    Optional<String> status) {

  private static final List<String> TYPES = List.of("server", "skill", "plugin");
  private static final List<String> STATUSES =
      List.of("active", "deprecated", "archived", "deleted");

  /**
   * What the parameters say.
   *
   * @throws ProblemException an invalid request that names the parameter
   */
  public static EntryFilter of(
      @Nullable String source,
      @Nullable String type,
      @Nullable String name,
      @Nullable String version,
      @Nullable String status) {
    return new EntryFilter(
        text("source", source),
        word("type", type, TYPES),
        text("name", name),
        text("version", version),
        word("status", status, STATUSES));
  }

  /** A type of entries. */
  static String type(String text) {
    return word("type", text, TYPES).orElseThrow();
  }

  private static Optional<String> text(String parameter, @Nullable String text) {
    return Optional.ofNullable(text).map(given -> RequestText.storable(parameter, given));
  }

  private static Optional<String> word(
      String parameter, @Nullable String text, List<String> words) {
    if (text != null && !words.contains(text)) {
      throw ProblemException.invalid(parameter, "write one of " + String.join(", ", words));
    }
    return Optional.ofNullable(text);
  }
}
