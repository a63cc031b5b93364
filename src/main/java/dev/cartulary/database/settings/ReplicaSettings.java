package dev.cartulary.database.settings;

import dev.cartulary.config.Masking;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.password.PasswordFileLine;
import dev.cartulary.database.password.PasswordSource;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.DatabaseUrl;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.Notes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The replica that reads may go to.
 *
 * @param database where it is and how to connect
 * @param password where its user's password is found: in its own URL or the PostgreSQL password
 *     file, else, for the same user, where the primary's is
 * @param poolSize the most connections open at once, 1 to 1000
 */
public record ReplicaSettings(DatabaseSettings database, PasswordSource password, int poolSize) {

  /** What holds for the replica as for the primary, unless its own URL says otherwise. */
  private static final List<Setting> SHARED =
      List.of(
          Setting.DB_SSL_MODE,
          Setting.DB_SSL_ROOT_CERT,
          Setting.DB_SSL_CERT,
          Setting.DB_SSL_KEY,
          Setting.DB_SCHEMA,
          Setting.DB_APPLICATION_NAME,
          Setting.DB_CHANNEL_BINDING,
          Setting.DB_OPTIONS,
          Setting.DB_TRANSACTION_POOLER,
          Setting.DB_CONNECT_TIMEOUT,
          Setting.DB_SOCKET_TIMEOUT,
          Setting.DB_POOL_TIMEOUT,
          Setting.DB_IDLE_TIMEOUT,
          Setting.DB_CONN_MAX_LIFETIME);

  /**
   * Reads the replica's URL; empty where there is none. What is wrong goes to the notes.
   *
   * @param given what somebody gave, without the parameters of the primary's URL: they count for
   *     less than those of the replica's own
   * @param settings those of the primary, with the parameters of its URL
   */
  static Optional<ReplicaSettings> read(
      Settings given,
      Settings settings,
      DatabaseTarget primary,
      PasswordSource password,
      Notes notes) {
    String url = settings.given(Setting.DATABASE_READ_URL).orElse("");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    String name = settings.named(Setting.DATABASE_READ_URL);
    if (primary.engine() == Engine.SQLITE) {
      notes.wrong(
          name,
          Masking.url(url),
          "the database is an SQLite file, which has no replica to read from",
          "Remove it, or use PostgreSQL or MySQL in DATABASE_URL");
      return Optional.empty();
    }
    DatabaseUrl.Parsed parsed = DatabaseUrl.parse(name, url);
    Map<Setting, String> own = parsed.parameters();
    Map<Setting, String> others = new EnumMap<>(Setting.class);
    for (Setting setting : SHARED) {
      if (!own.containsKey(setting)) {
        settings.get(setting).ifPresent(value -> others.put(setting, value));
      }
    }
    DatabaseSettings.Resolution resolution =
        DatabaseSettings.resolve(
            // The primary must take writes, the replica need not: each URL speaks for itself.
            given.without(Setting.DB_TARGET_SESSION_ATTRS).withDatabaseUrl(name, url, others));
    resolution.findings().stream()
        .filter(finding -> !notes.findings.contains(finding))
        .forEach(notes.findings::add);
    Optional<DatabaseSettings> replica = resolution.settings();
    if (replica.isPresent() && replica.get().engine() != primary.engine()) {
      notes.wrong(
          name,
          Masking.url(url),
          "it is of "
              + replica.get().engine().displayName()
              + ", and "
              + settings.named(Setting.DATABASE_URL)
              + " is of "
              + primary.engine().displayName(),
          "Name a replica of the same database");
      return Optional.empty();
    }
    return replica.map(database ->
        new ReplicaSettings(
            database,
            ofPrimary(database, parsed.password().isPresent(), primary, password)
                ? password
                : database.password(),
            poolSize(settings, own.containsKey(Setting.DB_POOL_SIZE), database)));
  }

  /** Whether the primary's password is taken; a password file has a line for each server. */
  private static boolean ofPrimary(
      DatabaseSettings replica, boolean own, DatabaseTarget primary, PasswordSource password) {
    return !own
        && !(password instanceof PasswordFileLine)
        && String.valueOf(replica.user()).equals(primary.user());
  }

  private static int poolSize(Settings settings, boolean inUrl, DatabaseSettings replica) {
    if (settings.given(Setting.DB_READ_POOL_SIZE).isPresent()) {
      return settings.integer(Setting.DB_READ_POOL_SIZE);
    }
    return inUrl ? replica.poolSize() : settings.integer(Setting.DB_POOL_SIZE);
  }
}
