package dev.cartulary.migration;

import dev.cartulary.testing.TestEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/**
 * A schema as the engine's own catalogue describes it, one line per column, index and constraint.
 */
final class Catalogue {

  private static final String SQLITE =
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'";

  private static final String POSTGRESQL_COLUMNS =
      "SELECT 'column', table_name, ordinal_position, column_name, data_type,"
          + " character_maximum_length, is_nullable, column_default, collation_name"
          + " FROM information_schema.columns WHERE table_schema = 'public'";

  private static final String POSTGRESQL_INDEXES =
      "SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'";

  private static final String POSTGRESQL_CONSTRAINTS =
      "SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)"
          + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace";

  private static final String MYSQL_COLUMNS =
      "SELECT 'column', table_name, ordinal_position, column_name, column_type, is_nullable,"
          + " column_default, collation_name, extra"
          + " FROM information_schema.columns WHERE table_schema = DATABASE()";

  private static final String MYSQL_INDEXES =
      "SELECT 'index', table_name, index_name, seq_in_index, column_name, non_unique"
          + " FROM information_schema.statistics WHERE table_schema = DATABASE()";

  private static final String MYSQL_CONSTRAINTS =
      "SELECT 'constraint', table_name, constraint_name, constraint_type"
          + " FROM information_schema.table_constraints WHERE table_schema = DATABASE()";

  private static final String MYSQL_REFERENCES =
      "SELECT 'reference', table_name, constraint_name, referenced_table_name, delete_rule"
          + " FROM information_schema.referential_constraints"
          + " WHERE constraint_schema = DATABASE()";

  private Catalogue() {}

  static List<String> of(Connection connection, TestEngine engine) throws SQLException {
    List<String> queries =
        switch (engine) {
          case SQLITE -> List.of(SQLITE);
          case POSTGRESQL ->
              List.of(POSTGRESQL_COLUMNS, POSTGRESQL_INDEXES, POSTGRESQL_CONSTRAINTS);
          case MARIADB, MYSQL ->
              List.of(MYSQL_COLUMNS, MYSQL_INDEXES, MYSQL_CONSTRAINTS, MYSQL_REFERENCES);
        };
    List<String> lines = new ArrayList<>();
    for (String query : queries) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          StringJoiner line = new StringJoiner(" | ");
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            line.add(String.valueOf(row.getString(i)));
          }
          lines.add(line.toString());
        }
      }
    }
    Collections.sort(lines);
    return lines;
  }
}
