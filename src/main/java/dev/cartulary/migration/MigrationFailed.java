package dev.cartulary.migration;

import org.jspecify.annotations.Nullable;

/**
 * A migration command could not do its work. The message says why and what to do next; it holds no
 * secret.
 */
public class MigrationFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MigrationFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  MigrationFailed(String message) {
    super(message);
  }
}
