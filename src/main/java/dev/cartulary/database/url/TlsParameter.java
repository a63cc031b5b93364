package dev.cartulary.database.url;

import dev.cartulary.config.Setting;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The many ways in which programs write in a URL whether a connection is encrypted: {@code
 * ssl-mode=REQUIRED} of MySQL's own clients, {@code sslaccept=strict}, {@code tls=true}, {@code
 * ssl=true}. A word that is not known here is left to the setting to judge.
 */
final class TlsParameter {

  /** The words of MySQL's clients and drivers. */
  private static final Map<String, String> MYSQL_MODES =
      Map.of(
          "disabled", "disable",
          "preferred", "prefer",
          "required", "require",
          "verify_ca", "verify-ca",
          "verify_identity", "verify-full");

  /** In the drivers that have it, true verifies the server. */
  private static final Map<String, String> SWITCH =
      Map.of(
          "true", "verify-full",
          "1", "verify-full",
          "false", "disable",
          "0", "disable",
          "preferred", "prefer",
          "skip-verify", "require");

  private static final Map<String, String> ACCEPT =
      Map.of("strict", "verify-full", "accept_invalid_certs", "require");

  private static final Map<String, Setting> FILES =
      Map.of(
          "sslca", Setting.DB_SSL_ROOT_CERT,
          "sslrootcert", Setting.DB_SSL_ROOT_CERT,
          "sslcert", Setting.DB_SSL_CERT,
          "sslkey", Setting.DB_SSL_KEY);

  private TlsParameter() {}

  /**
   * The meaning of a parameter; empty where it is not about encryption.
   *
   * @param name in lower case
   */
  static Optional<Map.Entry<Setting, String>> of(Engine engine, String name, String value) {
    String plain = name.replace("-", "").replace("_", "");
    String word = value.toLowerCase(Locale.ROOT);
    if (engine == Engine.SQLITE) {
      return Optional.empty();
    }
    if (engine == Engine.POSTGRESQL) {
      return switch (plain) {
        case "ssl" -> mode(SWITCH, word, value);
        case "sslmode" -> mode(Map.of("no-verify", "require"), word, value);
        // libpq: the authorities of the system, and then never less than verify-full.
        case "sslrootcert" ->
            word.equals("system") ? meaning(Setting.DB_SSL_MODE, "verify-full") : Optional.empty();
        default -> Optional.empty();
      };
    }
    return switch (plain) {
      case "sslmode" -> mode(MYSQL_MODES, word.replace('-', '_'), value);
      case "sslaccept" -> mode(ACCEPT, word, value);
      case "ssl", "tls" -> mode(SWITCH, word, value);
      default -> file(plain, value);
    };
  }

  private static Optional<Map.Entry<Setting, String>> mode(
      Map<String, String> words, String word, String value) {
    return meaning(Setting.DB_SSL_MODE, words.getOrDefault(word, value));
  }

  private static Optional<Map.Entry<Setting, String>> file(String name, String value) {
    Setting file = FILES.get(name);
    return file == null ? Optional.empty() : meaning(file, value);
  }

  private static Optional<Map.Entry<Setting, String>> meaning(Setting setting, String value) {
    return Optional.of(Map.entry(setting, value));
  }
}
