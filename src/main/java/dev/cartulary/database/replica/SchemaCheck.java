package dev.cartulary.database.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Tells whether a replica's schema is the one that this program reads; migration knows. */
public interface SchemaCheck {

  /**
   * Looks at the schema behind the connection.
   *
   * @return why it cannot be used, as a clause without names or addresses; empty where it can
   * @throws SQLException where it cannot be read
   */
  Optional<String> fault(Connection connection) throws SQLException;
}
