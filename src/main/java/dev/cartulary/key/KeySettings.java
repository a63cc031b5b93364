package dev.cartulary.key;

import dev.cartulary.config.Finding;
import dev.cartulary.config.KeyText;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.config.TextFile;
import dev.cartulary.crypto.MasterKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The master key that the settings give.
 *
 * @param given empty where the key is derived from the database URL
 * @param findings what is wrong with the settings
 */
public record KeySettings(Optional<MasterKey> given, List<Finding> findings) {

  /** Reads the settings and the file that they may name. */
  public static KeySettings resolve(Settings settings) {
    return settings.once(KeySettings.class, KeySettings::read);
  }

  private static KeySettings read(Settings settings) {
    Optional<Secret> key = settings.secret(Setting.ENCRYPTION_KEY);
    Optional<String> file = settings.given(Setting.ENCRYPTION_KEY_FILE);
    if (key.isPresent() && file.isPresent()) {
      return wrong(
          settings.named(Setting.ENCRYPTION_KEY_FILE),
          file.get(),
          settings.named(Setting.ENCRYPTION_KEY) + " gives the key already",
          "Remove one of the two");
    }
    return settings
        .file(Setting.ENCRYPTION_KEY_FILE)
        .map(path -> inForce(settings.named(Setting.ENCRYPTION_KEY_FILE), path))
        .orElseGet(() -> new KeySettings(key.flatMap(MasterKey::given), List.of()));
  }

  /** The key in a file, for what will be written; a former key may be as it likes. */
  private static KeySettings inForce(String setting, Path path) {
    KeySettings read = read(setting, path);
    return read.given().filter(key -> !key.isRandom()).isPresent()
        ? wrong(setting, path.toString(), KeyText.NOT_RANDOM, KeyText.INSTEAD)
        : read;
  }

  /**
   * The key in a file.
   *
   * @param setting what names the file, in the user's words
   */
  public static KeySettings read(String setting, Path path) {
    TextFile file = TextFile.read(path);
    if (file.text() == null) {
      return wrong(setting, path.toString(), String.valueOf(file.problem()), file.fix());
    }
    Optional<MasterKey> key = MasterKey.given(new Secret(file.text()));
    return key.isPresent()
        ? new KeySettings(key, List.of())
        : wrong(
            setting,
            path.toString(),
            "the file must hold " + KeyText.FORMS + ", and nothing else",
            "Make one with: " + KeyText.EXAMPLE);
  }

  private static KeySettings wrong(String setting, String value, String problem, String fix) {
    return new KeySettings(Optional.empty(), List.of(new Finding(setting, value, problem, fix)));
  }
}
