package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one engine whose index the program keeps: it has what the entries have, and is used. */
class SqliteSearchIT extends ServerContract {

  private static final String NOT_YET = "SELECT count(*) FROM entry WHERE search_row IS NULL";

  private final CatalogFixture catalog = new CatalogFixture(Program.emptyDirectory());

  SqliteSearchIT() {
    super(TestEngine.SQLITE);
  }

  @Override
  protected List<String> arguments() {
    catalog
        .source("team")
        .registry("team", "team")
        .write(
            "team",
            server("com.example/a", "1", "An amber lamp"),
            server("com.example/b", "1", "A blue lamp"));
    return List.of("--config", catalog.configuration());
  }

  @Test
  void theIndexFollowsTheEntries() throws SQLException {
    assertThat(found("lamp")).containsExactly("com.example/a 1", "com.example/b 1");
    assertThat(Sql.number(database, NOT_YET)).isZero();

    catalog.write("team", server("com.example/a", "1", "A quartz clock"));
    Await.until(Duration.ofSeconds(30), "the change is shown", () -> !found("quartz").isEmpty());
    assertThat(found("QUARTZ")).containsExactly("com.example/a 1");
    assertThat(found("amber")).isEmpty();
    assertThat(found("blue")).isEmpty();
    assertThat(Sql.number(database, NOT_YET)).isZero();
    check();

    // What the program has not brought in yet is found, too.
    Sql.execute(database, "UPDATE entry SET search_text = search_text || ' opal'");
    assertThat(Sql.number(database, NOT_YET)).isEqualTo(2);
    assertThat(found("opal")).containsExactly("com.example/a 1");
    check();

    catalog.write(
        "team",
        server("com.example/a", "1", "A quartz clock"),
        server("com.example/c", "1", "A copper pot"));
    Await.until(Duration.ofSeconds(30), "the new one is shown", () -> !found("copper").isEmpty());
    assertThat(Sql.number(database, NOT_YET)).isZero();
    assertThat(found("clock")).containsExactly("com.example/a 1");
    check();

    // Without what the index has, nothing is found: it is used.
    Sql.execute(database, "INSERT INTO entry_search (entry_search) VALUES ('delete-all')");
    assertThat(found("copper")).isEmpty();
    assertThat(found("co")).as("too short for it").isNotEmpty();
    Sql.execute(database, "INSERT INTO entry_search (entry_search) VALUES ('rebuild')");
    assertThat(found("copper")).containsExactly("com.example/c 1");

    Sql.execute(database, "DELETE FROM entry");
    check();
    assertThat(
            Sql.number(
                database, "SELECT count(*) FROM entry_search WHERE entry_search MATCH 'cop'"))
        .isZero();
  }

  private void check() throws SQLException {
    Sql.execute(database, "INSERT INTO entry_search (entry_search) VALUES ('integrity-check')");
  }

  private List<String> found(String search) {
    return new RegistryClient(server).registry("team").list("&search=" + search, 10);
  }
}
