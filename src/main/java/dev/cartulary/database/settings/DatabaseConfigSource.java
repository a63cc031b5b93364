package dev.cartulary.database.settings;

import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.SettingsConfigSource;
import io.smallrye.config.common.MapBackedConfigSource;
import java.util.HashMap;
import java.util.Map;

/** Answers Quarkus's questions about datasources, pools and persistence units. */
public final class DatabaseConfigSource extends MapBackedConfigSource {
  private static final long serialVersionUID = 1L;

  DatabaseConfigSource(DatabaseSettings database, ProcessMode mode) {
    super("cartulary database", answers(database, mode), SettingsConfigSource.ORDINAL);
  }

  private static Map<String, String> answers(DatabaseSettings database, ProcessMode mode) {
    Map<String, String> answers = new HashMap<>(database.quarkusProperties());
    if (mode == ProcessMode.COMMAND) {
      // Building Hibernate's model costs more than all that such a command does.
      answers.replaceAll((key, value) -> key.startsWith("quarkus.hibernate-orm") ? "false" : value);
    }
    return Map.copyOf(answers);
  }
}
