package dev.cartulary.identity.user;

import dev.cartulary.access.AuthMode;
import dev.cartulary.access.Origin;
import dev.cartulary.background.Jobs;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.crypto.PasswordHash;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes an administrator where there is no user yet. It does so once the server serves, since
 * hashing a password takes longer than the start itself, and tries again while the database is
 * away. Until then the server is not ready, and nobody can log in.
 */
@ApplicationScoped
public class FirstAdministrator {

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

  private final UserService users;
  private final PasswordTurns turns;
  private final Settings settings;
  private final Jobs jobs;
  private volatile boolean awaited;
  private volatile String trouble = "";

  FirstAdministrator(UserService users, PasswordTurns turns, Settings settings, Jobs jobs) {
    this.users = users;
    this.turns = turns;
    this.settings = settings;
    this.jobs = jobs;
    this.awaited = AuthMode.of(settings).takesLocal();
  }

  /** Whether it is not known yet that there is a user. */
  boolean isAwaited() {
    return awaited;
  }

  /** Why there is none yet, where that is known. */
  Optional<String> trouble() {
    return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
  }

  /**
   * Refuses a login while the first administrator is being made: nobody's password can be right.
   *
   * @throws ProblemException administrator not ready
   */
  public void refuseEarly() {
    if (awaited && !users.exist()) {
      throw ProblemException.retryLater(
          ProblemType.ADMINISTRATOR_NOT_READY,
          "The first administrator is being made; try again in a moment.",
          RETRY,
          null);
    }
  }

  /** Begins at once, since readiness waits for it; to be called when the server serves. */
  public void start() {
    if (awaited) {
      jobs.untilDone("first-administrator", Duration.ZERO, this::isMade);
    }
  }

  private boolean isMade() {
    try {
      if (!users.exist()) {
        make();
      }
      awaited = false;
      return true;
    } catch (RuntimeException | OutOfMemoryError failure) {
      tell(failure);
      return false;
    }
  }

  /** At warn where it says something new; it is tried again every two seconds. */
  private void tell(Throwable failure) {
    String why =
        failure instanceof OutOfMemoryError
            ? "there is not enough memory to hash its password; give the process more"
            : String.valueOf(failure.getMessage());
    if (why.equals(trouble)) {
      LOG.debug("the first administrator still cannot be made", failure);
      return;
    }
    trouble = why;
    LOG.warnf("The first administrator cannot be made yet, and is tried again: %s", why);
    LOG.debug("why it cannot be made", failure);
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
