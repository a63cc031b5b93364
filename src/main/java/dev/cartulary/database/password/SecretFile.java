package dev.cartulary.database.password;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file that holds one password and nothing else.
 *
 * @param setting the setting that names the file, in the user's words
 */
record SecretFile(String setting, Path path) implements PasswordSource {

  /** What is said of a password that no database takes, and that text does not hold either. */
  static final String NUL_PROBLEM = "the password holds a NUL character, which no database takes";

  static final String NUL_FIX = "Save it as UTF-8 text";

  @Override
  public Optional<Secret> current(Consumer<String> warn) throws PasswordUnavailable {
    TextFile file = TextFile.read(path);
    if (file.text() == null) {
      throw unavailable(String.valueOf(file.problem()), file.fix());
    }
    String password = TextFile.withoutLineEnd(file.text());
    if (password.isEmpty()) {
      throw unavailable("the file is empty", "Write the password into it");
    }
    if (password.indexOf('\0') >= 0) {
      throw unavailable(NUL_PROBLEM, NUL_FIX);
    }
    return Optional.of(new Secret(password));
  }

  private PasswordUnavailable unavailable(String problem, String fix) {
    return new PasswordUnavailable(new Finding(setting, path.toString(), problem, fix));
  }

  @Override
  public boolean refused(Optional<Secret> password) {
    return true;
  }
}
