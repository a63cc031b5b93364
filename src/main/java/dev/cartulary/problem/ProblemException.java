package dev.cartulary.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A problem on its way to the caller. Its detail and errors are safe to show: they hold no secret.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient List<FieldError> errors;
  private final transient @Nullable Duration retryAfter;
  private transient boolean told;

  /** A problem that one sentence describes. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, List.of(), null, null);
  }

  /** A problem with the cause that the log, and only the log, will show. */
  public ProblemException(ProblemType type, String detail, Throwable cause) {
    this(type, detail, List.of(), null, cause);
  }

  private ProblemException(
      ProblemType type,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  /** A problem with the parts of the request that it is about. */
  public static ProblemException naming(
      ProblemType type, String detail, List<FieldError> errors, @Nullable Throwable cause) {
    return new ProblemException(type, detail, List.copyOf(errors), null, cause);
  }

  /** A 400 that names the parts of the request that are wrong; the detail is the first one's. */
  public static ProblemException invalid(List<FieldError> errors) {
    FieldError first = errors.get(0);
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        first.field() + ": " + first.message(),
        List.copyOf(errors),
        null,
        null);
  }

  /** A 400 about one part of the request. */
  public static ProblemException invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** A 403 for one who must change the password first. */
  public static ProblemException passwordChangeRequired() {
    return new ProblemException(
        ProblemType.PASSWORD_CHANGE_REQUIRED,
        "The password must be changed before anything else: PUT /v1/me/password.");
  }

  /** A passing problem: the answer carries {@code Retry-After} (RFC 9110, 10.2.3). */
  public static ProblemException retryLater(
      ProblemType type, String detail, Duration retryAfter, @Nullable Throwable cause) {
    return new ProblemException(type, detail, List.of(), retryAfter, cause);
  }

  /**
   * Notes that the log was told of the cause already, once for all requests that meet it.
   *
   * @return this
   */
  public ProblemException alreadyTold() {
    told = true;
    return this;
  }

  /** Whether the log need not be told once more. */
  boolean told() {
    return told;
  }

  public ProblemType type() {
    return type;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** After how long the same request may succeed, where that can be said. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
