package dev.cartulary.database.password;

import dev.cartulary.config.Secret;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.HostPort;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The line for one user in the PostgreSQL password file. */
public final class PasswordFileLine implements PasswordSource {
  private final Path path;
  private final List<HostPort> hosts;
  private final String database;
  private final String user;
  private Optional<String> warned = Optional.empty();

  PasswordFileLine(Path path, DatabaseTarget target, String user) {
    this.path = path;
    this.hosts = target.hosts();
    this.database = target.database();
    this.user = user;
  }

  @Override
  public synchronized Optional<Secret> current(Consumer<String> warn) {
    PasswordFile file = PasswordFile.read(path);
    if (!file.warning().equals(warned)) {
      warned = file.warning();
      warned.ifPresent(warn);
    }
    return file.find(hosts, database, user);
  }

  public Path path() {
    return path;
  }

  /** Why the file gives no password now, as a clause without a secret. */
  public String whyNone() {
    return PasswordFile.read(path).whyNone(hosts, database, user);
  }

  @Override
  public boolean refused(Optional<Secret> password) {
    return true;
  }
}
