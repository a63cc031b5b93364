package dev.cartulary.database.login;

import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.database.settings.TargetSession;
import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the one of several servers that is to be used.
 *
 * <p>The drivers can try several hosts themselves, but MySQL's cannot tell a server that takes
 * writes from one that takes none, and PostgreSQL's remembers for a while what a server was. Here
 * every new connection asks, and the server that was taken last is asked first, so that one which
 * does not answer at all delays no more than the first connection after its loss.
 */
public final class HostChoice {

  /** Several hosts; their names hold no character that means something in a JDBC URL. */
  private static final Pattern SEVERAL =
      Pattern.compile(
          "(jdbc:(?:postgresql|mysql)://)([^/?#(),]+(?:,[^/?#(),]+)+)(/.*)", Pattern.DOTALL);

  private final TargetSession wanted;
  private final Engine engine;

  /** The server that was taken last. */
  private volatile String last = "";

  public HostChoice(DatabaseSettings settings) {
    this.wanted = settings.targetSession();
    this.engine = settings.engine();
  }

  /** Whether the connection still leads to a server that is to be used. */
  public boolean fits(Connection connection) throws SQLException {
    return wanted == TargetSession.PREFER_STANDBY || wanted.fits(connection, engine);
  }

  /**
   * Opens a connection to the first server that is to be used: the one taken last, then the others
   * in the order given.
   *
   * @param jdbcUrl with one host or several, with commas
   * @throws SQLException where none can be reached, with the failures of the others suppressed, or
   *     none of those that can is to be used
   */
  public Connection open(String jdbcUrl, Properties properties) throws SQLException {
    Matcher several = SEVERAL.matcher(jdbcUrl);
    if (!several.matches()) {
      return wanted == TargetSession.ANY
          ? DriverManager.getConnection(jdbcUrl, properties)
          : first(List.of(""), host -> jdbcUrl, properties);
    }
    return first(
        inOrder(several.group(2)), host -> several.group(1) + host + several.group(3), properties);
  }

  private List<String> inOrder(String hosts) {
    List<String> order = new ArrayList<>(List.of(hosts.split(",")));
    String taken = last;
    if (order.remove(taken)) {
      order.add(0, taken);
    }
    return order;
  }

  private Connection first(List<String> hosts, UnaryOperator<String> url, Properties properties)
      throws SQLException {
    List<SQLException> failures = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    Connection spare = null;
    for (String host : hosts) {
      try {
        Connection connection = DriverManager.getConnection(url.apply(host), properties);
        if (isWanted(connection)) {
          last = host;
          close(spare);
          return connection;
        }
        unwanted.add((host.isEmpty() ? "the server" : host) + " " + wanted.refusal());
        if (wanted == TargetSession.PREFER_STANDBY && spare == null) {
          spare = connection;
        } else {
          close(connection);
        }
      } catch (SQLException failure) {
        failures.add(failure);
      }
    }
    if (spare != null) {
      return spare;
    }
    throw failure(failures, unwanted);
  }

  private boolean isWanted(Connection connection) throws SQLException {
    try {
      return wanted.fits(connection, engine);
    } catch (SQLException failure) {
      close(connection);
      throw failure;
    }
  }

  private static SQLException failure(List<SQLException> failures, List<String> unwanted) {
    SQLException first;
    if (unwanted.isEmpty()) {
      first = failures.remove(0);
    } else {
      first =
          new SQLException(
              "No database server fits target_session_attrs: "
                  + String.join("; ", unwanted)
                  + (failures.isEmpty() ? "" : "; others cannot be reached"),
              ConnectionTrouble.NO_CONNECTION);
    }
    failures.forEach(first::addSuppressed);
    return first;
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException broken) {
      // It is not used either way.
    }
  }
}
