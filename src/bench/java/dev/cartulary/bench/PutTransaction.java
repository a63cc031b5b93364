package dev.cartulary.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What a put of metadata asks the database for, in plain JDBC: the state, the change, its event. */
final class PutTransaction implements Load.Client {

  private static final String STATE =
      "SELECT id, version, created_at, updated_at, data_key FROM metadata"
          + " WHERE owner = 'system:global' AND item_key = ?";
  private static final String CHANGE =
      "UPDATE metadata SET item_value = ?, value_bytes = ?, data_key = NULL, updated_at = ?,"
          + " version = version + 1 WHERE id = ? AND version = ? AND data_key IS NULL";
  private static final String EVENT =
      "INSERT INTO audit_pending (id, occurred_at, actor_kind, actor_id, actor_name, address,"
          + " user_agent, action, target_type, target_id, outcome, request_id, details)"
          + " VALUES (?, ?, 'anonymous', 'anonymous', 'anonymous', '127.0.0.1', NULL,"
          + " 'metadata_write', 'metadata', 'system:global', 'success', ?, ?)";

  /** Gives the key of a call. */
  interface Keys {
    String key(int number);
  }

  private final Connection connection;
  private final PreparedStatement state;
  private final PreparedStatement change;
  private final PreparedStatement event;
  private final Keys keys;
  private final String value;

  PutTransaction(Database database, Keys keys, String value) throws SQLException {
    this.connection = database.connect();
    this.keys = keys;
    this.value = value;
    this.state = connection.prepareStatement(STATE);
    this.change = connection.prepareStatement(CHANGE);
    this.event = connection.prepareStatement(EVENT);
  }

  @Override
  public void call(int number) throws SQLException {
    String key = keys.key(number);
    long now = System.currentTimeMillis() * 1000;
    connection.setAutoCommit(false);
    state.setString(1, key);
    try (ResultSet row = state.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("no row: the statement no longer fits the schema");
      }
      change.setString(1, value);
      change.setInt(2, value.length());
      change.setLong(3, now);
      change.setString(4, row.getString(1));
      change.setLong(5, row.getLong(2));
    }
    change.executeUpdate();
    // Later ids are greater, as those of Cartulary are.
    UUID id = new UUID(now << 10 | number & 1023, ThreadLocalRandom.current().nextLong());
    event.setString(1, id.toString());
    event.setLong(2, now);
    event.setString(3, UUID.randomUUID().toString());
    event.setString(4, "{\"set\":[\"" + key + "\"]}");
    event.executeUpdate();
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
