package dev.cartulary.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MySqlRegistryIT extends RegistryContract {

  MySqlRegistryIT() {
    super(TestEngine.MYSQL);
  }

  @Test
  void searchesCanUseTheFullTextIndex() throws SQLException {
    String find =
        "SELECT name FROM entry WHERE MATCH(search_text) AGAINST ('+\"qu\" +\"tz\"' IN BOOLEAN"
            + " MODE)";
    assertThat(Sql.rows(database, "EXPLAIN FORMAT=TRADITIONAL " + find).toString())
        .contains("fulltext", "ix_entry_search");
    assertThat(Sql.rows(database, find))
        .containsAll(
            SearchWords.found("quartz").stream()
                .map(found -> List.of(found.substring(0, found.indexOf(' '))))
                .toList());
  }
}
