package dev.cartulary.identity.user;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.config.TextFile;
import dev.cartulary.identity.IdentityRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the settings say about users.
 *
 * @param username the first administrator's name
 * @param password the first administrator's password; empty where one is to be made
 * @param findings what is wrong with the settings
 */
public record IdentitySettings(String username, Optional<Secret> password, List<Finding> findings) {

  private static final String ADMINISTRATOR = "admin";

  /** Reads the settings and the files that they may name. */
  public static IdentitySettings resolve(Settings settings) {
    return settings.once(IdentitySettings.class, IdentitySettings::read);
  }

  private static IdentitySettings read(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    String username =
        text(settings, Setting.DEFAULT_USERNAME, Setting.DEFAULT_USERNAME_FILE, findings)
            .orElse(ADMINISTRATOR);
    if (!IdentityRules.isUsername(username)) {
      findings.add(
          new Finding(
              settings.named(Setting.DEFAULT_USERNAME),
              username,
              "it is not a valid username",
              capital(IdentityRules.USERNAME_RULE)));
    }
    Optional<String> password =
        text(settings, Setting.DEFAULT_PASSWORD, Setting.DEFAULT_PASSWORD_FILE, findings);
    if (password.isPresent() && !IdentityRules.isPassword(password.get())) {
      findings.add(
          new Finding(
              settings.named(Setting.DEFAULT_PASSWORD),
              null,
              "the password is too weak",
              capital(IdentityRules.PASSWORD_RULE)));
    }
    if (password.isPresent()
        && (IdentityRules.isCommon(password.get())
            || IdentityRules.holdsName(username, password.get()))) {
      findings.add(
          new Finding(
              settings.named(Setting.DEFAULT_PASSWORD),
              null,
              "the password is one of the most common, or contains the username",
              "Choose another, or remove the setting: then one is made and shown once"));
    }
    return new IdentitySettings(
        IdentityRules.folded(username), password.map(Secret::new), findings);
  }

  private static String capital(String clause) {
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
  }

  /** What the setting, or the file that the other setting names, says. */
  private static Optional<String> text(
      Settings settings, Setting direct, Setting inFile, List<Finding> findings) {
    Optional<String> text =
        direct.secret() ? settings.secret(direct).map(Secret::reveal) : settings.given(direct);
    Optional<Path> file = settings.file(inFile);
    if (file.isEmpty()) {
      return text;
    }
    if (text.isPresent()) {
      findings.add(
          new Finding(
              settings.named(inFile),
              file.get().toString(),
              settings.named(direct) + " is given too",
              "Remove one of the two"));
      return text;
    }
    TextFile read = TextFile.read(file.get());
    if (read.text() == null) {
      findings.add(
          new Finding(
              settings.named(inFile),
              file.get().toString(),
              String.valueOf(read.problem()),
              read.fix()));
      return Optional.empty();
    }
    return Optional.of(TextFile.withoutLineEnd(read.text()));
  }
}
