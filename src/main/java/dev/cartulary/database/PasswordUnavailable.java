package dev.cartulary.database;

import dev.cartulary.config.Finding;

/** A password file or command does not give a password now. The message holds no secret. */
final class PasswordUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  PasswordUnavailable(Finding finding) {
    super(finding.sentence());
    this.finding = finding;
  }

  /** Setting, trouble and remedy. */
  Finding finding() {
    return finding;
  }
}
