package dev.cartulary.database.replica;

import dev.cartulary.background.Jobs;
import dev.cartulary.database.ActiveSession;
import dev.cartulary.database.Pooler;
import dev.cartulary.database.error.PublicReason;
import dev.cartulary.database.error.SqlErrors;
import dev.cartulary.database.login.HostChoice;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.ReplicaSettings;
import dev.cartulary.problem.Causes;
import dev.cartulary.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets reads of requests go to a replica, where {@code DATABASE_READ_URL} names one, and to the
 * primary while that one cannot be used. A thread of its own finds out whether it can, so that no
 * request waits for a replica that is away; without the setting none of this runs.
 */
@Singleton
public class ReadReplica {

  private static final Logger LOG = Logger.getLogger(ReadReplica.class);

  /** How often the replica is looked at. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final int VALIDATION_SECONDS = 1;
  private static final String IN_USE = "in use";

  private final @Nullable ReplicaSettings settings;
  private final @Nullable Login login;
  private final @Nullable Pooler pooler;
  private final ActiveSession sessions;
  private final SchemaCheck schema;

  private volatile String state = "not looked at yet";
  private volatile @Nullable AgroalDataSource pool;
  private final Jobs jobs;
  private boolean watched;

  ReadReplica(DatabaseSettings database, ActiveSession sessions, SchemaCheck schema, Jobs jobs) {
    ReplicaSettings replica = database.replica().orElse(null);
    this.settings = replica;
    this.login =
        replica == null
            ? null
            : new Login(
                String.valueOf(replica.database().user()),
                replica.password(),
                new HostChoice(replica.database()),
                List::of);
    this.pooler = replica == null ? null : new Pooler(replica.database());
    this.sessions = sessions;
    this.schema = schema;
    this.jobs = jobs;
  }

  /**
   * Runs the query, over a connection to the replica where there is one that can be used and the
   * request does not ask for the primary: by {@code Cache-Control: no-cache} (RFC 9111, 5.2.1.4) or
   * a precondition on the present state. Outside of requests it is the primary always.
   *
   * @param query only reads, in no transaction; it may be run twice
   */
  public <T> T read(Supplier<T> query) {
    AgroalDataSource replica = settings != null && mayBeStale() ? inUse() : null;
    if (replica == null) {
      return query.get();
    }
    try (Connection connection = replica.getConnection()) {
      return sessions.over(connection, query);
    } catch (ProblemException told) {
      throw told;
    } catch (RuntimeException | SQLException failure) {
      if (failure instanceof RuntimeException other && !SqlErrors.isOfDatabase(other)) {
        throw other;
      }
      LOG.debug("a read of the replica failed; the primary is asked", failure);
      if (SqlErrors.isPooler(failure) && pooler != null && pooler.met()) {
        replica.flush(AgroalDataSource.FlushMode.GRACEFUL);
      }
      if (!isBusy(replica, failure) && SqlErrors.isUnusable(failure)) {
        tell(PublicReason.of(failure), failure);
      }
    }
    return query.get();
  }

  /** Whether the request under way is served by what the replica has. */
  private static boolean mayBeStale() {
    if (!Arc.requireContainer().requestContext().isActive()) {
      return false;
    }
    RoutingContext context =
        Arc.requireContainer().instance(CurrentVertxRequest.class).get().getCurrent();
    if (context == null) {
      return false;
    }
    HttpServerRequest request = context.request();
    return request.getHeader("If-Match") == null
        && !asksAnew(request.headers().getAll("Cache-Control"));
  }

  /**
   * Whether a client asks for the present state, and for nothing that was kept.
   *
   * @param cacheControl the values of {@code Cache-Control} of its request
   */
  public static boolean asksAnew(List<String> cacheControl) {
    return cacheControl.stream().anyMatch(ReadReplica::isAnew);
  }

  private static boolean isAnew(String cacheControl) {
    for (String directive : cacheControl.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (directive.strip().equals("no-cache") || directive.strip().equals("max-age=0")) {
        return true;
      }
    }
    return false;
  }

  private @Nullable AgroalDataSource inUse() {
    if (state.equals(IN_USE)) {
      return pool;
    }
    watch();
    return null;
  }

  private synchronized void watch() {
    if (!watched) {
      watched =
          jobs.job("replica")
              .repeat(
                  Duration.ZERO,
                  () -> {
                    look();
                    return Optional.of(LOOK_EVERY);
                  },
                  failure -> {
                    LOG.warn("The replica could not be looked at; trying again.", failure);
                    return Optional.of(LOOK_EVERY);
                  });
    }
  }

  private void look() {
    AgroalDataSource replica = pool;
    try {
      if (replica == null && settings != null) {
        replica = ReplicaPool.open(settings);
        pool = replica;
      }
      if (replica != null) {
        tell(fault(replica).orElse(IN_USE), null);
      }
    } catch (SQLException | RuntimeException failure) {
      if (replica == null || !isBusy(replica, failure)) {
        tell(PublicReason.of(failure), failure);
      }
    }
  }

  private Optional<String> fault(AgroalDataSource replica) throws SQLException {
    try (Connection connection = replica.getConnection()) {
      if (!connection.isValid(VALIDATION_SECONDS)) {
        return Optional.of("its connections do not answer");
      }
      return schema.fault(connection);
    }
  }

  /** All connections serve other requests: no reason to think that the replica is away. */
  private boolean isBusy(AgroalDataSource replica, Throwable failure) {
    return settings != null
        && SqlErrors.isPoolExhausted(failure)
        && replica.getMetrics().activeCount() >= settings.poolSize();
  }

  private synchronized void tell(String now, @Nullable Throwable cause) {
    if (now.equals(state)) {
      return;
    }
    state = now;
    if (now.equals(IN_USE)) {
      LOG.info("Reads go to the replica that DATABASE_READ_URL names.");
    } else {
      LOG.warn(
          "Reads go to the primary. The replica that DATABASE_READ_URL names cannot be used: "
              + (cause == null ? now : words(cause)));
    }
  }

  /** The driver's own, without the statement that Hibernate adds. */
  private static String words(Throwable failure) {
    return String.valueOf(
        Causes.find(failure, SQLException.class)
            .<Throwable>map(it -> it)
            .orElseGet(() -> Causes.root(failure))
            .getMessage());
  }

  /** A connection for the replica's pool. */
  Connection open(String jdbcUrl, Properties properties) throws SQLException {
    if (login == null || pooler == null) {
      throw new SQLException("there is no replica");
    }
    return login.open(jdbcUrl, pooler.adapted(properties));
  }

  /** For readiness: {@code in use} or why not; empty where no replica is set. */
  public Optional<String> state() {
    if (settings == null) {
      return Optional.empty();
    }
    watch();
    return Optional.of(state);
  }

  /** The counts of the replica's pool; empty where it is not open. */
  public Optional<AgroalDataSourceMetrics> metrics() {
    AgroalDataSource open = pool;
    return open == null ? Optional.empty() : Optional.of(open.getMetrics());
  }

  /** The most connections to the replica; empty where none is set. */
  public Optional<Integer> poolSize() {
    return settings == null ? Optional.empty() : Optional.of(settings.poolSize());
  }

  @PreDestroy
  void stop() {
    AgroalDataSource open = pool;
    if (open != null) {
      open.close();
    }
  }
}
