package dev.cartulary.cli;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code MIGRATE_COMMAND}, which runs a migration in place of the server. Forgotten in the file
 * that every start reads, it would leave nobody serving, with exit code 0.
 */
final class MigrateVariable {

  private MigrateVariable() {}

  /** Whether it stands in {@code ./.env}, which nobody named. */
  static boolean isInTheWay(Settings settings) {
    boolean named =
        settings
            .get(Setting.CONFIG)
            .filter(file -> file.toLowerCase(Locale.ROOT).endsWith(".env"))
            .isPresent();
    return !named && settings.origin(Setting.MIGRATE_COMMAND).startsWith(".env line");
  }

  static Finding finding(Settings settings) {
    String verb = settings.get(Setting.MIGRATE_COMMAND).orElse("");
    return new Finding(
        settings.named(Setting.MIGRATE_COMMAND),
        verb,
        "every start here would run this migration in place of the server",
        "Remove it, and run `cartulary migrate " + verb + "`");
  }

  /** What is said where something else than the command line asks for the migration. */
  static Optional<String> notice(Settings settings) {
    String origin = settings.origin(Setting.MIGRATE_COMMAND);
    return origin.startsWith("flag")
        ? Optional.empty()
        : Optional.of(
            "cartulary: "
                + settings.named(Setting.MIGRATE_COMMAND)
                + " is set: `cartulary migrate "
                + settings.get(Setting.MIGRATE_COMMAND).orElse("")
                + "` runs in place of the server.");
  }
}
