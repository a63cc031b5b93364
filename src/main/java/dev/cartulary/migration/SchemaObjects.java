package dev.cartulary.migration;

import dev.cartulary.database.url.Engine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which names are taken in the place where the engine would create a table of ours. */
final class SchemaObjects {

  private SchemaObjects() {}

  /**
   * Those of the names that a table, a view or whatever else shares their name space already has,
   * in the order given. Asked of the engine's catalogue, so that missing rights hide nothing.
   *
   * @param names names of ours: lower-case letters and underscores
   */
  static List<String> taken(Connection connection, Engine engine, List<String> names)
      throws SQLException {
    String list = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    String sql =
        switch (engine) {
          case SQLITE -> "SELECT name, 1 FROM sqlite_master WHERE lower(name) IN (" + list + ")";
          case POSTGRESQL ->
              "SELECT relname, 0 FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
                  + " WHERE n.nspname = current_schema() AND relname IN ("
                  + list
                  + ")";
          case MYSQL ->
              "SELECT table_name, @@lower_case_table_names FROM information_schema.tables"
                  + " WHERE table_schema = DATABASE() AND LOWER(table_name) IN ("
                  + list
                  + ")";
        };
    List<String> taken = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        String name = row.getString(1);
        boolean caseMatters = row.getInt(2) == 0 && engine == Engine.MYSQL;
        taken.add(caseMatters ? name : name.toLowerCase(Locale.ROOT));
      }
    }
    return names.stream().filter(taken::contains).toList();
  }

  /** Whether the name is taken. */
  static boolean exists(Connection connection, Engine engine, String name) throws SQLException {
    return !taken(connection, engine, List.of(name)).isEmpty();
  }
}
