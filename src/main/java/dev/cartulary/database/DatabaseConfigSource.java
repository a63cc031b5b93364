package dev.cartulary.database;

import dev.cartulary.config.ProcessMode;
import dev.cartulary.config.SettingsConfigSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Answers Quarkus's questions about datasources, pools and persistence units. */
public final class DatabaseConfigSource implements ConfigSource {
  private final DatabaseSettings database;
  private final Map<String, String> properties;

  DatabaseConfigSource(DatabaseSettings database, ProcessMode mode) {
    this.database = database;
    Map<String, String> answers = new HashMap<>(database.quarkusProperties());
    if (mode == ProcessMode.COMMAND) {
      // Building Hibernate's model costs more than all that such a command does.
      answers.replaceAll((key, value) -> key.startsWith("quarkus.hibernate-orm") ? "false" : value);
    }
    this.properties = Map.copyOf(answers);
  }

  /** The database behind the answers. */
  DatabaseSettings database() {
    return database;
  }

  @Override
  public Map<String, String> getProperties() {
    return properties;
  }

  @Override
  public Set<String> getPropertyNames() {
    return properties.keySet();
  }

  @Override
  public @Nullable String getValue(String property) {
    return properties.get(property);
  }

  @Override
  public int getOrdinal() {
    return SettingsConfigSource.ORDINAL;
  }

  @Override
  public String getName() {
    return "cartulary database";
  }
}
