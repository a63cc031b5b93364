package dev.cartulary.database.url;

import dev.cartulary.config.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One text for a database, however it is spelled: the engine, the hosts in lower case and in order,
 * each with its port, and the database's name; of a SQLite file the absolute path with symbolic
 * links resolved. No user, no password and no parameter. A master key may be derived from it, so it
 * must never change for the same database (docs/encryption.md).
 */
public final class CanonicalUrl {

  /**
   * What came of reading a URL.
   *
   * @param text empty exactly when there are findings
   */
  public record Reading(Optional<String> text, List<Finding> findings) {}

  private CanonicalUrl() {}

  /**
   * Reads a database URL; a SQLite file need not be there any more.
   *
   * @param name where the URL stands, in the user's words, for findings
   * @param workingDirectory where relative paths start
   */
  public static Reading read(String name, String url, Path workingDirectory) {
    DatabaseUrl.Parsed parsed = DatabaseUrl.parse(name, url);
    return parsed.findings().isEmpty()
        ? new Reading(
            parsed.target().map(it -> of(it.engine(), it.hosts(), it.database(), workingDirectory)),
            List.of())
        : new Reading(Optional.empty(), parsed.findings());
  }

  public static String of(
      Engine engine, List<HostPort> hosts, String database, Path workingDirectory) {
    if (engine != Engine.SQLITE) {
      return engine.word()
          + "://"
          + hosts.stream()
              .map(host -> host.toString().toLowerCase(Locale.ROOT))
              .sorted()
              .collect(Collectors.joining(","))
          + "/"
          + database;
    }
    return database.equals(DatabaseTarget.MEMORY)
        ? "sqlite:" + database
        : "sqlite:" + real(workingDirectory.resolve(database).toAbsolutePath().normalize());
  }

  /** The file itself may not be there yet: its directory tells where it is. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException notThere) {
      Path parent = file.getParent();
      try {
        return parent == null ? file : parent.toRealPath().resolve(file.getFileName());
      } catch (IOException alsoNotThere) {
        return file;
      }
    }
  }
}
