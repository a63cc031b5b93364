package dev.cartulary.database;

import dev.cartulary.database.settings.DatabaseSettings;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;
import org.hibernate.Session;

/**
 * Hands Panache, which asks for the default persistence unit's session, the session of the engine
 * that is active in this process (docs/decisions/0001).
 */
@Singleton
public class ActiveSession {

  private final ThreadLocal<Session> ofReplica = new ThreadLocal<>();
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
    Session replica = ofReplica.get();
    return replica == null ? ofUnit() : replica;
  }

  /**
   * Runs the query in a session of its own over the connection. Who asks for the session on this
   * thread meanwhile gets that one.
   */
  public <T> T over(Connection connection, Supplier<T> query) {
    try (Session session =
        ofUnit()
            .getSessionFactory()
            .withOptions()
            .connection(connection)
            .autoJoinTransactions(false)
            .openSession()) {
      ofReplica.set(session);
      return query.get();
    } finally {
      ofReplica.remove();
    }
  }

  private Session ofUnit() {
    return switch (settings.engine()) {
      case SQLITE -> sqlite.get();
      case POSTGRESQL -> postgresql.get();
      case MYSQL -> mysql.get();
    };
  }
}
