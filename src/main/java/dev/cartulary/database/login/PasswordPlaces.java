package dev.cartulary.database.login;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.password.PasswordFileLine;
import dev.cartulary.database.password.PasswordSource;
import dev.cartulary.database.password.Passwords;
import dev.cartulary.database.settings.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says where a user's password was looked for and what was found there, in the order of looking.
 */
final class PasswordPlaces {

  private final DatabaseSettings database;
  private final Settings settings;

  PasswordPlaces(DatabaseSettings database) {
    this.database = database;
    this.settings = database.effective();
  }

  /** For the user that serves requests; looks at the password file again. */
  List<String> ofUser() {
    List<String> places = new ArrayList<>();
    if (!settings.databaseBlock()) {
      places.add(settings.named(Setting.DATABASE_URL) + " (it holds none)");
    }
    places.add(unset(Passwords.OF_USER));
    inFile(database.password(), places);
    return places;
  }

  /** For the user that changes the schema, where it is one of its own. */
  List<String> ofMigrationUser() {
    List<String> places = new ArrayList<>();
    places.add(unset(Passwords.OF_MIGRATION_USER));
    if (String.valueOf(database.migrationUser()).equals(database.user())) {
      places.addAll(ofUser());
    } else {
      inFile(database.migrationPassword(), places);
    }
    return places;
  }

  /** A file or a command that is set and gives nothing is an error of its own. */
  private String unset(List<Setting> choices) {
    return choices.stream().map(settings::named).collect(Collectors.joining(", ")) + " (not set)";
  }

  private static void inFile(PasswordSource source, List<String> places) {
    if (source instanceof PasswordFileLine line) {
      places.add("the password file " + line.path() + " (" + line.whyNone() + ")");
    }
  }
}
