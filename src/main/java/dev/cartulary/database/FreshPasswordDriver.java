package dev.cartulary.database;

import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The driver that the pools of the servers use: for each new connection it looks up the user's
 * password and chooses the server, finds out why none can be opened, and leaves everything else to
 * the engine's own driver.
 *
 * <p>A driver, not Quarkus's {@code CredentialsProvider}, because only who opens the connection
 * learns that a password was refused, and can then try a newer one before anybody sees an error.
 * Agroal makes it by its name, from {@code application.properties}.
 */
public class FreshPasswordDriver implements Driver {

  @Override
  public @Nullable Connection connect(String url, Properties properties) throws SQLException {
    return Arc.requireContainer().instance(ActiveDatabase.class).get().open(url, properties);
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return DriverManager.getDriver(url).acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    return DriverManager.getDriver(url).getPropertyInfo(url, properties);
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
