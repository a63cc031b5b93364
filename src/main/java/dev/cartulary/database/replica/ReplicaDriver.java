package dev.cartulary.database.replica;

import dev.cartulary.database.FreshPasswordDriver;
import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** The driver of the replica's pool. Agroal makes it by its class. */
public final class ReplicaDriver extends FreshPasswordDriver {

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    return Arc.requireContainer().instance(ReadReplica.class).get().open(url, properties);
  }
}
