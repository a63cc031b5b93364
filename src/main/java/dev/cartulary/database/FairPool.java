package dev.cartulary.database;

import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkiverse.jdbc.sqlite.runtime.SqliteAgroalConnectionConfigurer;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import io.quarkus.jdbc.mysql.runtime.MySQLAgroalConnectionConfigurer;
import io.quarkus.jdbc.postgresql.runtime.PostgreSQLAgroalConnectionConfigurer;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/**
 * Has the pool serve those who wait in their order.
 *
 * <p>By default each thread remembers the connection that it gave back last. Under load it takes it
 * again before the one to whom it was just handed has woken up, who must then queue again at the
 * end: with 32 threads on 4 connections some waited for longer than a second, 50 times the mean.
 * There is no setting for that; what sets up the pool for an engine is the one place to say it.
 */
public final class FairPool {

  private FairPool() {}

  public static void configure(AgroalDataSourceConfigurationSupplier pool) {
    pool.connectionPoolConfiguration().connectionCache(ConnectionCache.none());
  }

  /** For SQLite. */
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  @JdbcDriver("sqlite")
  static final class OfSqlite extends SqliteAgroalConnectionConfigurer {

    @Override
    public void setExceptionSorter(String kind, AgroalDataSourceConfigurationSupplier pool) {
      super.setExceptionSorter(kind, pool);
      configure(pool);
    }
  }

  /** For PostgreSQL. */
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  @JdbcDriver("postgresql")
  static final class OfPostgresql extends PostgreSQLAgroalConnectionConfigurer {

    @Override
    public void setExceptionSorter(String kind, AgroalDataSourceConfigurationSupplier pool) {
      super.setExceptionSorter(kind, pool);
      configure(pool);
    }
  }

  /** For MySQL and MariaDB. */
  @Singleton
  @Alternative
  @Priority(1)
  @Unremovable
  @JdbcDriver("mysql")
  static final class OfMySql extends MySQLAgroalConnectionConfigurer {

    @Override
    public void setExceptionSorter(String kind, AgroalDataSourceConfigurationSupplier pool) {
      super.setExceptionSorter(kind, pool);
      configure(pool);
    }
  }
}
