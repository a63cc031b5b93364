package dev.cartulary.identity;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.Origin;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.crypto.PasswordHash;
import dev.cartulary.database.RepeatedAttempt;
import dev.cartulary.database.Serving;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.PrintStream;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes an administrator where there is no user yet. It does so once the server serves, since
 * hashing a password takes longer than the start itself, and tries again while the database is
 * away.
 */
@ApplicationScoped
class FirstAdministrator {

  private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

  private final UserService users;
  private final PasswordTurns turns;
  private final Settings settings;
  private final RepeatedAttempt making = new RepeatedAttempt("first-administrator", this::isThere);

  FirstAdministrator(UserService users, PasswordTurns turns, Settings settings) {
    this.users = users;
    this.turns = turns;
    this.settings = settings;
  }

  void onServing(@Observes Serving serving) {
    if (AuthMode.of(settings).takesLocal()) {
      making.start();
    }
  }

  void onStop(@Observes ShutdownEvent stop) {
    making.stop();
  }

  private boolean isThere() {
    try {
      if (!users.exist()) {
        make();
      }
      return true;
    } catch (RuntimeException failure) {
      LOG.debug("the first administrator cannot be made yet", failure);
      return false;
    }
  }

  private void make() {
    IdentitySettings given = IdentitySettings.resolve(settings);
    Secret password = given.password().orElseGet(UserService::generatedPassword);
    boolean mustChange =
        !settings.get(Setting.SKIP_MUST_CHANGE_PASSWORD).equals(Optional.of("true"));
    String hash = turns.take(Origin.PROCESS, () -> PasswordHash.of(password));
    Optional<User> made = users.createFirst(given.username(), hash, mustChange);
    if (made.isEmpty()) {
      return; // another process was faster
    }
    LOG.infof("Made the first administrator \"%s\"", given.username());
    if (given.password().isEmpty()) {
      show(System.err, given.username(), password);
    }
  }

  /** Not through the log, which is often kept. */
  private static void show(PrintStream err, String username, Secret password) {
    err.println(
        "cartulary: The first administrator is \""
            + username
            + "\" with the password "
            + password.reveal()
            + " which is shown only now. Log in and change it.");
    err.flush();
  }
}
