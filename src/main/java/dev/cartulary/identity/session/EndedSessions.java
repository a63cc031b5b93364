package dev.cartulary.identity.session;

import dev.cartulary.background.Jobs;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes sessions that are over and failed logins that no longer count, row by row in the order of
 * their ids, so that instances which do so at the same time do not deadlock.
 */
@ApplicationScoped
public class EndedSessions {

  private static final int PORTION = 100;

  private final SessionRepository sessions;
  private final LoginAttemptRepository attempts;
  private final IdentityChange changes;
  private final Duration idleTimeout;
  private final Jobs jobs;

  EndedSessions(
      SessionRepository sessions,
      LoginAttemptRepository attempts,
      IdentityChange changes,
      Settings settings,
      Jobs jobs) {
    this.sessions = sessions;
    this.attempts = attempts;
    this.changes = changes;
    this.idleTimeout = settings.duration(Setting.SESSION_IDLE_TIMEOUT);
    this.jobs = jobs;
  }

  /** Begins; to be called when the schema is ready. */
  public void start() {
    jobs.removal("ended-sessions", this::removePortion);
  }

  private boolean removePortion() {
    return changes.call(() -> {
      Instant now = InstantMicros.now();
      List<String> over = sessions.over(now, now.minus(idleTimeout), PORTION);
      over.forEach(sessions::removeOver);
      List<String> old = attempts.before(now.minus(LoginThrottle.MEMORY), PORTION);
      old.forEach(attempts::forget);
      return over.size() == PORTION || old.size() == PORTION;
    });
  }
}
