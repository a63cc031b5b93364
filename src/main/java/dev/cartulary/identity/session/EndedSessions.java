package dev.cartulary.identity.session;

import dev.cartulary.background.PeriodicRemoval;
import dev.cartulary.background.SchemaReady;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.InstantMicros;
import dev.cartulary.identity.IdentityChange;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Removes sessions that are over and failed logins that no longer count, row by row in the order of
 * their ids, so that instances which do so at the same time do not deadlock.
 */
@ApplicationScoped
class EndedSessions {

  private static final int PORTION = 100;

  private final SessionRepository sessions;
  private final LoginAttemptRepository attempts;
  private final IdentityChange changes;
  private final Duration idleTimeout;
  private final PeriodicRemoval removal;

  EndedSessions(
      SessionRepository sessions,
      LoginAttemptRepository attempts,
      IdentityChange changes,
      Settings settings) {
    this.sessions = sessions;
    this.attempts = attempts;
    this.changes = changes;
    this.idleTimeout = settings.duration(Setting.SESSION_IDLE_TIMEOUT);
    this.removal = new PeriodicRemoval("ended-sessions", this::removePortion);
  }

  void onSchemaReady(@Observes SchemaReady ready) {
    removal.start();
  }

  void onStop(@Observes ShutdownEvent stop) {
    removal.stop();
  }

  private boolean removePortion() {
    return changes.call(() -> {
      Instant now = InstantMicros.now();
      List<String> over = sessions.over(now, now.minus(idleTimeout), PORTION);
      over.forEach(sessions::deleteById);
      List<String> old = attempts.before(now.minus(LoginThrottle.MEMORY), PORTION);
      old.forEach(attempts::deleteById);
      return over.size() == PORTION || old.size() == PORTION;
    });
  }
}
