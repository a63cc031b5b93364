package dev.cartulary.database.password;

import dev.cartulary.config.Finding;

/** A password file or command does not give a password now. The message holds no secret. */
public final class PasswordUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  PasswordUnavailable(Finding finding) {
    super(finding.sentence());
    this.finding = finding;
  }

  /** Setting, trouble and remedy. */
  public Finding finding() {
    return finding;
  }
}
