package dev.cartulary.database.url;

import dev.cartulary.config.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which database: what both forms, the URL and the block, say in the end.
 *
 * @param user null for SQLite
 * @param password null when it is not given here
 * @param hosts empty for SQLite
 * @param database the database's name; for SQLite the path as written, or {@value #MEMORY}
 */
public record DatabaseTarget(
    Engine engine,
    @Nullable String user,
    @Nullable Secret password,
    List<HostPort> hosts,
    String database) {

  static final String MEMORY = ":memory:";

  /** Whether the database lives in this process only. */
  public boolean inMemory() {
    return engine == Engine.SQLITE && database.equals(MEMORY);
  }
}
