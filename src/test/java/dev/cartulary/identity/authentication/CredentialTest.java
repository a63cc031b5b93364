package dev.cartulary.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Which credential a request shows. */
class CredentialTest {

  @Test
  void theHeaderWinsOverTheCookie() {
    Credential credential = Credential.of("bearer abc", "def").orElseThrow();
    assertThat(credential.secret().reveal()).isEqualTo("abc");
    assertThat(credential.fromCookie()).isFalse();
  }

  @Test
  void theCookieIsTheCredentialOfABrowser() {
    assertThat(Credential.of(null, "def").orElseThrow().fromCookie()).isTrue();
    assertThat(Credential.of(null, "")).isEmpty();
    assertThat(Credential.of(null, null)).isEmpty();
  }

  @Test
  void aHeaderThatIsNoBearerTokenIsRefusedAlsoBesideACookie() {
    assertThatThrownBy(() -> Credential.of("Basic abc", "def"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("write Bearer");
  }
}
