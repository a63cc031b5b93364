package dev.cartulary.migration;

import dev.cartulary.database.replica.SchemaCheck;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A replica is read while its schema is exactly this program's. One that is behind lacks what the
 * queries name; one that is ahead of the primary is no replica of it.
 */
@Singleton
class ReplicaSchema implements SchemaCheck {

  private final MigrationService migrations;

  ReplicaSchema(MigrationService migrations) {
    this.migrations = migrations;
  }

  @Override
  public Optional<String> fault(Connection connection) throws SQLException {
    SchemaState state = migrations.status(connection).state();
    return state == SchemaState.CURRENT
        ? Optional.empty()
        : Optional.of("its schema is not the one that this program reads");
  }
}
