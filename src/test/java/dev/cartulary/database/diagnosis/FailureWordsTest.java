package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.SqlErrors;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailureWordsTest {

  private final SQLException refused =
      new SQLException("Connection to x refused.", "08001", new IOException("Connection refused"));

  @Test
  void anExplainedConnectionSpeaksForItselfHoweverDeepItLies() {
    SQLException trouble = new ConnectionTrouble("nobody", "Nothing accepts connections.", refused);

    assertThat(FailureWords.of(new IllegalStateException("pool", new SQLException("x", trouble))))
        .isEqualTo("Nothing accepts connections.");
    assertThat(SqlErrors.isExplained(trouble)).isTrue();
    assertThat(SqlErrors.isExplained(refused)).isFalse();
  }

  @Test
  void theDatabaseSpeaksNotWhatIsAroundOrBelowIt() {
    assertThat(FailureWords.of(new IllegalStateException("wrapped", refused)))
        .isEqualTo("Connection to x refused.");

    RuntimeException rolledBack = new IllegalStateException("rolled back");
    rolledBack.addSuppressed(new IllegalStateException(new SQLException("a deadlock", "40P01")));
    assertThat(FailureWords.of(rolledBack)).isEqualTo("a deadlock");
  }

  @Test
  void whatHelpsNobodyIsLeftOut() {
    assertThat(FailureWords.of(new SQLException("ERROR: bad\n  Position: 12", "42601")))
        .isEqualTo("ERROR: bad");
    assertThat(FailureWords.of(new SQLException("Link failure\n\nThe last packet", "08S01")))
        .isEqualTo("Link failure");
    assertThat(FailureWords.of(new SQLException("denied", "42501")))
        .isEqualTo("denied. `cartulary database check` prints the missing GRANT.");
  }

  @Test
  void withoutADatabaseTheInnermostCauseSpeaks() {
    assertThat(FailureWords.of(new IllegalStateException("outer", new IOException("inner"))))
        .isEqualTo("inner");
    assertThat(FailureWords.of(new IllegalStateException("outer", new NullPointerException())))
        .isEqualTo("NullPointerException");
  }

  @Test
  void whatNoDatabaseSaidIsNoAnswerOfADatabase() {
    SQLException misleading = new SQLException("Packet too large", "S1000");
    ConnectionTrouble trouble = ConnectionTrouble.noConnection("other", "It is ssh.", misleading);

    assertThat(SqlErrors.isConnectionFailure(trouble)).isTrue();
    assertThat(SqlErrors.isConnectionFailure(trouble.of(misleading))).isTrue();
    assertThat(trouble.of(refused).getCause()).isSameAs(refused);
  }
}
