package dev.cartulary.source.format;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalog cannot be used as a whole; what was loaded from it before stays. The message is for a
 * person.
 */
public final class CatalogException extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  public CatalogException(String message) {
    super(message);
    this.retryAfter = null;
  }

  /**
   * One that says when to try again.
   *
   * @param retryAfter no try makes sense before; null where nothing is known
   */
  public CatalogException(String message, @Nullable Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  public CatalogException(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = null;
  }

  /** How long it makes no sense to try again, where the other side has said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
