package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.database.error.PublicReason;
import dev.cartulary.database.error.SqlErrors;
import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionErrorsTest {

  @ParameterizedTest
  @CsvSource({"53300, 0", "08004, 1040", "42000, 1203", "42000, 1226"})
  void aServerWhoseLimitIsReachedIsAnOutageThatPasses(String state, int code) {
    Exception failure =
        new IllegalStateException(
            "wrapped",
            new SQLException("exceeded the 'max_user_connections' resource", state, code));

    assertThat(SqlErrors.isTooManyConnections(failure)).isTrue();
    assertThat(SqlErrors.isConnectionFailure(failure)).isTrue();
    assertThat(PublicReason.of(failure)).contains("limit on connections is reached");
    assertThat(new DatabaseProblems().translate(failure))
        .hasValueSatisfying(problem -> {
          assertThat(problem.type().status()).isEqualTo(503);
          assertThat(problem.retryAfter()).isPresent();
        });
  }

  @Test
  void anHourlyLimitOfAMySqlAccountIsNotItsLimitOnConnections() {
    SQLException failure =
        new SQLException("User 'ann' has exceeded the 'max_questions' resource", "42000", 1226);

    assertThat(SqlErrors.isTooManyConnections(failure)).isFalse();
    assertThat(SqlErrors.isHourlyLimitReached(failure)).isTrue();
    assertThat(SqlErrors.isConnectionFailure(failure)).isTrue();
    assertThat(new DatabaseProblems().translate(failure))
        .hasValueSatisfying(problem -> assertThat(problem.detail()).contains("in an hour"));
  }

  @Test
  void aCertificateThatIsNotAcceptedIsATlsFailureHoweverDeepItLies() {
    SSLHandshakeException handshake = new SSLHandshakeException("no");
    handshake.initCause(new CertificateExpiredException());

    assertThat(SqlErrors.isTlsFailure(new SQLException("x", "08006", handshake))).isTrue();
    assertThat(SqlErrors.isTlsFailure(new SQLException("x", "08006"))).isFalse();
  }
}
