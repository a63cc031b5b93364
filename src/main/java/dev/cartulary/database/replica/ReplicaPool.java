package dev.cartulary.database.replica;

import dev.cartulary.database.FairPool;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.QuarkusProperties;
import dev.cartulary.database.settings.ReplicaSettings;
import dev.cartulary.database.url.Engine;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.MySQLExceptionSorter;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Makes the replica's pool. It is no datasource of Quarkus, which would have to know of it when the
 * program is built, and would prepare it at every start, used or not.
 */
final class ReplicaPool {

  /** How long a request waits for a connection before it reads from the primary. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private ReplicaPool() {}

  /** Opens no connection. */
  static AgroalDataSource open(ReplicaSettings replica) throws SQLException {
    DatabaseSettings database = replica.database();
    boolean mysql = database.engine() == Engine.MYSQL;
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier().metricsEnabled();
    FairPool.configure(configuration);
    AgroalConnectionPoolConfigurationSupplier pool =
        configuration
            .connectionPoolConfiguration()
            .maxSize(replica.poolSize())
            .acquisitionTimeout(PATIENCE)
            .connectionValidator(ConnectionValidator.defaultValidator())
            .idleValidationTimeout(QuarkusProperties.TRUSTED_FOR)
            .reapTimeout(database.idleTimeout())
            .maxLifetime(database.maxLifetime())
            .exceptionSorter(mysql ? new MySQLExceptionSorter() : new PostgreSQLExceptionSorter());
    AgroalConnectionFactoryConfigurationSupplier connections =
        pool.connectionFactoryConfiguration()
            .connectionProviderClass(ReplicaDriver.class)
            .jdbcUrl(database.jdbcUrl())
            .principal(new NamePrincipal(String.valueOf(database.user())))
            .jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED);
    database.jdbcProperties().forEach(connections::jdbcProperty);
    connections.jdbcProperty(
        "connectTimeout", Long.toString(mysql ? PATIENCE.toMillis() : PATIENCE.toSeconds()));
    return AgroalDataSource.from(configuration);
  }
}
