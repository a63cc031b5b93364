package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

  @Test
  void statementsEndAtSemicolons() {
    assertThat(script("CREATE TABLE a (x INT);\nDROP TABLE b;\n").statements())
        .containsExactly("CREATE TABLE a (x INT)", "DROP TABLE b");
  }

  @Test
  void theLastStatementNeedsNoSemicolon() {
    assertThat(script("DROP TABLE a; DROP TABLE b").statements())
        .containsExactly("DROP TABLE a", "DROP TABLE b");
  }

  @Test
  void semicolonsInCommentsAndQuotedTextEndNothing() {
    assertThat(
            script(
                    "-- one; two\nINSERT INTO a VALUES ('x;y''s', \";\", `;`) -- end; here\n;"
                        + "/* three; four */ DROP TABLE b;")
                .statements())
        .containsExactly(
            "INSERT INTO a VALUES ('x;y''s', \";\", `;`) -- end; here", "DROP TABLE b");
  }

  @Test
  void aScriptOfCommentsHasNoStatements() {
    assertThat(script("-- nothing here;\n/* nor here; */\n").statements()).isEmpty();
  }

  @Test
  void placeholdersAreFilled() {
    assertThat(script("COLLATE ${collation} ${other}").filled(Map.of("collation", "utf8mb4_bin")))
        .isEqualTo(script("COLLATE utf8mb4_bin ${other}"));
  }

  private static SqlScript script(String text) {
    return new SqlScript("test.sql", text);
  }
}
