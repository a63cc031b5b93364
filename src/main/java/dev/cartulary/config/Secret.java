package dev.cartulary.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text that must not be printed; only {@link #reveal()} gives it away. */
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = Objects.requireNonNull(text);
  }

  /** The text itself, for the driver or the server that needs it. Never for a message or a log. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return Masking.MASK;
  }
}
