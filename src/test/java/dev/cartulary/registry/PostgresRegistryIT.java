package dev.cartulary.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresRegistryIT extends RegistryContract {

  PostgresRegistryIT() {
    super(TestEngine.POSTGRESQL);
  }

  /** On a table of this size the planner would read all of it, if it were let. */
  @Test
  void searchesCanUseTheIndexOfTrigrams() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      assertThat(
              Sql.rows(
                      connection,
                      "EXPLAIN SELECT id FROM entry WHERE search_text LIKE '%quartz%' ESCAPE '!'"
                          + " LIMIT 501")
                  .toString())
          .contains("ix_entry_search");
    }
  }
}
