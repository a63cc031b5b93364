package dev.cartulary.registry.server;

import dev.cartulary.http.RequestText;
import dev.cartulary.problem.FieldError;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import dev.cartulary.source.format.SearchText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for, checked.
 *
 * @param from where the page starts; null for the first page
 * @param limit how many servers at most, 1 to 100
 */
record ServerQuery(ServerFilter filter, @Nullable ServerCursor from, int limit) {

  private static final int DEFAULT_LIMIT = 30;
  private static final int GREATEST_LIMIT = 100;
  private static final int LONGEST_SEARCH = 200;
  private static final int LONGEST_VERSION = 255;
  private static final int LONGEST_SHOWN = 100;
  private static final String INCLUDE_DELETED = "include_deleted";

  /** The query parameters as they came; null for what is absent. */
  record Parameters(
      @Nullable String cursor,
      @Nullable String limit,
      @Nullable String search,
      @Nullable String updatedSince,
      @Nullable String version,
      @Nullable String includeDeleted) {}

  /**
   * Checks the parameters. A cursor brings its filter with it; what is given beside it must say the
   * same.
   *
   * @throws ProblemException naming each parameter that is wrong: 422 where one is not of its type
   *     or range, as the official registry has it, else 400
   */
  static ServerQuery of(Parameters given) {
    return read(given, DEFAULT_LIMIT, ServerQuery::refuse);
  }

  /**
   * The same for ToolHive's extension, with a limit of one's own where the parameter is absent.
   *
   * @throws ProblemException 400, naming each parameter that is wrong
   */
  static ServerQuery of(Parameters given, int defaultLimit) {
    return read(
        given,
        defaultLimit,
        errors -> {
          if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
          }
        });
  }

  private static ServerQuery read(
      Parameters given, int defaultLimit, Consumer<List<FieldError>> refusal) {
    List<FieldError> errors = new ArrayList<>();
    int limit = given.limit() == null ? defaultLimit : limit(given.limit(), errors);
    Optional<String> search = search(given.search(), errors);
    Optional<Instant> since = since(given.updatedSince(), errors);
    Optional<String> version = version(given.version(), errors);
    Optional<Boolean> deleted = includeDeleted(given.includeDeleted(), errors);
    if (since.isPresent() && deleted.equals(Optional.of(false))) {
      errors.add(
          new FieldError(
              INCLUDE_DELETED,
              "It cannot be false together with updated_since, which tells mirrors what is gone."
                  + " Leave one of the two out."));
    }
    Optional<ServerCursor> cursor = cursor(given.cursor(), errors);
    cursor.ifPresent(c -> {
      agree("search", search, c.filter().search(), errors);
      agree("updated_since", since, c.filter().updatedSince(), errors);
      agree("version", version, c.filter().version(), errors);
      agree(INCLUDE_DELETED, deleted, Optional.of(c.filter().deleted()), errors);
    });
    refusal.accept(errors);
    return cursor
        .map(c -> new ServerQuery(c.filter(), c, limit))
        .orElseGet(() ->
            new ServerQuery(
                new ServerFilter(search, since, version, deleted.orElse(since.isPresent())),
                null,
                limit));
  }

  /**
   * Whether deleted versions are to be shown.
   *
   * @throws ProblemException 422, where the parameter is neither true nor false
   */
  static boolean includeDeleted(@Nullable String given) {
    List<FieldError> errors = new ArrayList<>();
    Optional<Boolean> deleted = includeDeleted(given, errors);
    refuse(errors);
    return deleted.orElse(false);
  }

  /** Those with a location are what the official registry's framework refuses by itself. */
  private static void refuse(List<FieldError> errors) {
    if (errors.stream().anyMatch(error -> error.location() != null)) {
      throw ProblemException.naming(
          ProblemType.INVALID_PARAMETER, "validation failed", errors, null);
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
  }

  private static FieldError mistyped(String parameter, String message, String given) {
    boolean shown = given.length() <= LONGEST_SHOWN && RequestText.isStorable(given);
    return FieldError.ofQuery(parameter, message, shown ? given : null);
  }

  private static Optional<Boolean> includeDeleted(@Nullable String given, List<FieldError> errors) {
    if (given == null || given.isBlank()) {
      return Optional.empty();
    }
    if (!given.equals("true") && !given.equals("false")) {
      errors.add(mistyped(INCLUDE_DELETED, "It must be true or false.", given));
      return Optional.empty();
    }
    return Optional.of(given.equals("true"));
  }

  private static int limit(String given, List<FieldError> errors) {
    try {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= GREATEST_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    errors.add(mistyped("limit", "It must be a number from 1 to " + GREATEST_LIMIT + ".", given));
    return DEFAULT_LIMIT;
  }

  private static Optional<String> search(@Nullable String given, List<FieldError> errors) {
    return text("search", given, LONGEST_SEARCH, errors).map(SearchText::fold);
  }

  private static Optional<String> version(@Nullable String given, List<FieldError> errors) {
    return text("version", given, LONGEST_VERSION, errors);
  }

  private static Optional<String> text(
      String field, @Nullable String given, int longest, List<FieldError> errors) {
    if (given == null || given.isBlank()) {
      return Optional.empty();
    }
    if (given.length() > longest) {
      errors.add(new FieldError(field, "It is longer than " + longest + " characters."));
    } else if (!RequestText.isStorable(given)) {
      errors.add(new FieldError(field, "It holds a NUL character or half of a surrogate pair."));
    } else {
      return Optional.of(given);
    }
    return Optional.empty();
  }

  private static Optional<Instant> since(@Nullable String given, List<FieldError> errors) {
    if (given == null || given.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RequestText.instant(given));
    } catch (IllegalArgumentException e) {
      errors.add(
          new FieldError(
              "updated_since",
              "It must be a time in RFC 3339, such as 2025-08-07T13:15:04Z; a + in it is written"
                  + " %2B."));
      return Optional.empty();
    }
  }

  private static Optional<ServerCursor> cursor(@Nullable String given, List<FieldError> errors) {
    if (given == null || given.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ServerCursor.decode(given));
    } catch (ProblemException e) {
      errors.addAll(e.errors());
      return Optional.empty();
    }
  }

  private static <T> void agree(
      String field, Optional<T> given, Optional<T> carried, List<FieldError> errors) {
    if (given.isPresent() && !given.equals(carried)) {
      errors.add(
          new FieldError(
              field,
              "The cursor belongs to a list with another "
                  + field
                  + ". Leave it out, or start again without the cursor."));
    }
  }
}
