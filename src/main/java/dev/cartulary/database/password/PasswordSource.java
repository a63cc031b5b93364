package dev.cartulary.database.password;

import dev.cartulary.config.Secret;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a database user's password is found. It is asked again for each new connection. */
public sealed interface PasswordSource
    permits GivenPassword, SecretFile, PasswordFileLine, PasswordCommand {

  /**
   * The password at this moment. Safe for use by several threads; may block while a command runs.
   *
   * @param warn takes, as a sentence without a secret, what was left aside since the last time
   * @return empty where the user has no password
   * @throws PasswordUnavailable where the file or the command that should give one does not
   */
  Optional<Secret> current(Consumer<String> warn) throws PasswordUnavailable;

  /**
   * Takes note that the database refused a password, so that it is not kept for reuse.
   *
   * @return whether asking again at once may give another one
   */
  boolean refused(Optional<Secret> password);
}
