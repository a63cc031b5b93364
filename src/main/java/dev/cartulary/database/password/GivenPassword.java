package dev.cartulary.database.password;

import dev.cartulary.config.Secret;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A password that stands in the settings themselves and holds as long as the process lives.
 *
 * @param secret null where there is no password at all
 */
public record GivenPassword(@Nullable Secret secret) implements PasswordSource {

  static final GivenPassword NONE = new GivenPassword(null);

  @Override
  public Optional<Secret> current(Consumer<String> warn) {
    return Optional.ofNullable(secret);
  }

  @Override
  public boolean refused(Optional<Secret> password) {
    return false;
  }
}
