package dev.cartulary.database;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.hibernate.Session;

/**
 * Hands Panache, which asks for the default persistence unit's session, the session of the engine
 * that is active in this process (docs/decisions/0001).
 */
@Singleton
class ActiveSession {

  private final DatabaseSettings settings;
  private final InjectableInstance<Session> sqlite;
  private final InjectableInstance<Session> postgresql;
  private final InjectableInstance<Session> mysql;

  ActiveSession(
      DatabaseSettings settings,
      @PersistenceUnit(PersistenceUnit.DEFAULT) InjectableInstance<Session> sqlite,
      @PersistenceUnit("postgresql") InjectableInstance<Session> postgresql,
      @PersistenceUnit("mysql") InjectableInstance<Session> mysql) {
    this.settings = settings;
    this.sqlite = sqlite;
    this.postgresql = postgresql;
    this.mysql = mysql;
  }

  @Produces
  @Alternative
  @Priority(1)
  @Dependent
  Session session() {
    return switch (settings.engine()) {
      case SQLITE -> sqlite.get();
      case POSTGRESQL -> postgresql.get();
      case MYSQL -> mysql.get();
    };
  }
}
