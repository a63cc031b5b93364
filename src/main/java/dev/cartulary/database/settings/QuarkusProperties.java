package dev.cartulary.database.settings;

import dev.cartulary.config.PropertyText;
import dev.cartulary.database.password.GivenPassword;
import dev.cartulary.database.url.Engine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The words in which Quarkus is told about the database in force. */
public final class QuarkusProperties {
  /** A connection unused for longer is asked for a sign of life before a request gets it. */
  public static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

  /** A connection held for longer by one request is reported as a leak. */
  private static final Duration LEAK_AFTER = Duration.ofMinutes(1);

  private QuarkusProperties() {}

  static Map<String, String> of(DatabaseSettings database) {
    Map<String, String> all = new HashMap<>();
    String source = "quarkus.datasource" + database.engine().propertyInfix();
    String pool = source + "jdbc.";
    all.put("quarkus.hibernate-orm" + database.engine().propertyInfix() + "active", "true");
    all.put(source + "active", "true");
    if (database.user() != null) {
      all.put(source + "username", PropertyText.literal(database.user()));
    }
    // One that may change is asked for by FreshPasswordDriver, at each connection.
    if (database.password() instanceof GivenPassword given && given.secret() != null) {
      all.put(source + "password", PropertyText.literal(given.secret().reveal()));
    }
    all.put(pool + "url", PropertyText.literal(database.jdbcUrl()));
    all.put(pool + "max-size", Integer.toString(database.poolSize()));
    all.put(pool + "min-size", Integer.toString(database.poolMin()));
    // Connections are opened when they are needed, so that the first request waits for one, not for
    // all.
    all.put(pool + "initial-size", database.inMemory() ? "1" : "0");
    all.put(pool + "acquisition-timeout", database.poolTimeout().toString());
    all.put(pool + "idle-removal-interval", database.idleTimeout().toString());
    if (!database.maxLifetime().isZero()) {
      all.put(pool + "max-lifetime", database.maxLifetime().toString());
    }
    all.put(pool + "foreground-validation-interval", TRUSTED_FOR.toString());
    all.put(pool + "leak-detection-interval", LEAK_AFTER.toString());
    if (database.engine() == Engine.MYSQL) {
      // MySQL's default, repeatable read, locks gaps and lets a retry read stale rows.
      all.put(pool + "transaction-isolation-level", "read-committed");
    }
    database
        .jdbcProperties()
        .forEach((key, value) ->
            all.put(pool + "additional-jdbc-properties." + key, PropertyText.literal(value)));
    return Map.copyOf(all);
  }
}
