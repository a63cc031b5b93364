package dev.cartulary.database.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTextTest {

  @Test
  void aQuoteInANameIsDoubled() {
    assertThat(SqlText.identifier(Engine.POSTGRESQL, "a\"; DROP TABLE x; --"))
        .isEqualTo("\"a\"\"; DROP TABLE x; --\"");
    assertThat(SqlText.identifier(Engine.MYSQL, "a`b\"c\\d")).isEqualTo("`a``b\"c\\d`");
  }

  @Test
  void anAccountKeepsQuotesAndBackslashesInside() {
    assertThat(SqlText.account("o'b\\n é", "10.%")).isEqualTo("'o''b\\\\n é'@'10.%'");
  }

  @Test
  void aDatabaseInGrantIsNoPattern() {
    assertThat(SqlText.everyTableOf("my_db%\\`")).isEqualTo("`my\\_db\\%\\\\```.*");
    assertThat(SqlText.everyTableOf("plain")).isEqualTo("`plain`.*");
  }
}
