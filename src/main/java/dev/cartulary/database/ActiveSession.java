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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the engine that is active in this process (docs/decisions/0001). Panache, which
 * asks for the default persistence unit's session, is handed that one.
 */
@Singleton
public class ActiveSession {

  private final ThreadLocal<StatelessSession> ofReplica = new ThreadLocal<>();
  private final DatabaseSettings settings;
  private final InjectableInstance<Session> sqlite;
  private final InjectableInstance<Session> postgresql;
  private final InjectableInstance<Session> mysql;
  private final InjectableInstance<StatelessSession> statelessSqlite;
  private final InjectableInstance<StatelessSession> statelessPostgresql;
  private final InjectableInstance<StatelessSession> statelessMysql;

  ActiveSession(
      DatabaseSettings settings,
      @PersistenceUnit(PersistenceUnit.DEFAULT) InjectableInstance<Session> sqlite,
      @PersistenceUnit("postgresql") InjectableInstance<Session> postgresql,
      @PersistenceUnit("mysql") InjectableInstance<Session> mysql,
      @PersistenceUnit(PersistenceUnit.DEFAULT)
          InjectableInstance<StatelessSession> statelessSqlite,
      @PersistenceUnit("postgresql") InjectableInstance<StatelessSession> statelessPostgresql,
      @PersistenceUnit("mysql") InjectableInstance<StatelessSession> statelessMysql) {
    this.settings = settings;
    this.sqlite = sqlite;
    this.postgresql = postgresql;
    this.mysql = mysql;
    this.statelessSqlite = statelessSqlite;
    this.statelessPostgresql = statelessPostgresql;
    this.statelessMysql = statelessMysql;
  }

  /**
   * A session without a persistence context: each query reads the rows as they are now, and each
   * insert, update or delete is sent at once. It takes part in the running transaction and shares
   * its connection with Panache's session, so each sees what the other has sent. Outside of a
   * transaction it needs an active request context, and only queries are to be asked: they give
   * their connection back at their end, while {@code get} keeps it until the request's end. To be
   * called for each use, because the answer depends on the thread.
   */
  public StatelessSession stateless() {
    StatelessSession replica = ofReplica.get();
    if (replica != null) {
      return replica;
    }
    return switch (settings.engine()) {
      case SQLITE -> statelessSqlite.get();
      case POSTGRESQL -> statelessPostgresql.get();
      case MYSQL -> statelessMysql.get();
    };
  }

  /**
   * A query of the {@link #stateless()} session.
   *
   * @param row what each row becomes: an entity, the one column's type, or a record with a
   *     constructor for the columns, which is to be registered for reflection
   * @param hql with its parameters as {@code ?1}, {@code ?2} and so on; of a collection as {@code
   *     in ?1}
   */
  public <T> Query<T> query(Class<T> row, String hql, @Nullable Object... parameters) {
    ListParameters spelled = ListParameters.of(hql, numbered(parameters));
    Query<T> query = stateless().createQuery(spelled.hql(), row);
    spelled
        .values()
        .forEach((number, value) -> query.setParameter(Integer.parseInt(number), value));
    return query;
  }

  /** The same for a query with parameters by name, {@code :name}. */
  public <T> Query<T> query(Class<T> row, String hql, Map<String, Object> parameters) {
    ListParameters spelled = ListParameters.of(hql, parameters);
    Query<T> query = stateless().createQuery(spelled.hql(), row);
    spelled.values().forEach(query::setParameter);
    return query;
  }

  /**
   * Carries out a statement in the {@link #stateless()} session and the running transaction.
   *
   * @param hql an update or delete, with its parameters as {@code ?1}, {@code ?2} and so on
   * @return how many rows it has changed
   */
  public int execute(String hql, @Nullable Object... parameters) {
    ListParameters spelled = ListParameters.of(hql, numbered(parameters));
    MutationQuery statement = stateless().createMutationQuery(spelled.hql());
    spelled
        .values()
        .forEach((number, value) -> statement.setParameter(Integer.parseInt(number), value));
    return statement.executeUpdate();
  }

  private static Map<String, @Nullable Object> numbered(@Nullable Object... parameters) {
    Map<String, @Nullable Object> numbered = new HashMap<>();
    for (int i = 0; i < parameters.length; i++) {
      numbered.put(Integer.toString(i + 1), parameters[i]);
    }
    return numbered;
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

  /**
   * Runs the query in a {@link #stateless()} session of its own over the connection. Who asks for
   * one on this thread meanwhile gets that one.
   */
  public <T> T over(Connection connection, Supplier<T> query) {
    try (StatelessSession session =
        session()
            .getSessionFactory()
            .withStatelessOptions()
            .connection(connection)
            .openStatelessSession()) {
      ofReplica.set(session);
      return query.get();
    } finally {
      ofReplica.remove();
    }
  }
}
