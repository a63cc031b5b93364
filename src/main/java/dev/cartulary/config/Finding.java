package dev.cartulary.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the configuration.
 *
 * @param setting the setting as the user wrote it: {@code --port}, {@code PORT}, {@code
 *     database.port (cartulary.yaml line 3)}
 * @param value the value found, known secrets masked already; null when there is none to show
 * @param problem what is wrong, a clause without a full stop
 * @param fix what to do about it, a clause without a full stop
 */
public record Finding(String setting, @Nullable String value, String problem, String fix) {

  /** The finding as one line for a person. */
  public String sentence() {
    String subject =
        value == null
            ? setting
            : setting + " is \"" + Masking.printable(Masking.value(value)) + '"';
    return subject + ": " + problem + ". " + fix + (fix.endsWith("?") ? "" : ".");
  }

  /** The same finding with every occurrence of these secrets masked, wherever they slipped in. */
  public Finding without(Collection<Secret> secrets) {
    String maskedValue = value == null ? null : Masking.secrets(value, secrets);
    return new Finding(
        Masking.secrets(setting, secrets),
        maskedValue,
        Masking.secrets(problem, secrets),
        Masking.secrets(fix, secrets));
  }
}
