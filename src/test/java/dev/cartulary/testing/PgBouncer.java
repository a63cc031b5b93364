package dev.cartulary.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PgBouncer in transaction mode before a test's database; where none is installed, skips. */
public final class PgBouncer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one that lets in the database's user only. */
  public static PgBouncer before(TestDatabase database) {
    Path program = installed();
    try {
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Path directory = Files.createTempDirectory("cartulary-pgbouncer-");
      Path users = directory.resolve("users.txt");
      Files.writeString(
          users, quoted(database.user()) + " " + quoted(TestDatabase.PASSWORD) + "\n");
      Path settings = directory.resolve("pgbouncer.ini");
      Files.writeString(
          settings,
          """
          [databases]
          * = host=%s port=%d
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = plain
          auth_file = %s
          pool_mode = transaction
          default_pool_size = 5
          ignore_startup_parameters = extra_float_digits
          """
              .formatted(
                  database.server().host(), database.server().port(), port, users.toString()));
      List<String> command = new ArrayList<>(List.of(program.toString()));
      if ("root".equals(System.getProperty("user.name"))) { // as whom it refuses to run
        command.addAll(List.of("-u", "nobody"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      command.add(settings.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      PgBouncer started = new PgBouncer(process, port);
      Await.until(START_LIMIT, "PgBouncer listens, see " + directory, started::listens);
      return started;
    } catch (IOException e) {
      throw new IllegalStateException("PgBouncer cannot be started", e);
    }
  }

  private static Path installed() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(directory, "pgbouncer");
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    assumeTrue(false, "no pgbouncer on the PATH");
    throw new IllegalStateException();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The value for {@code DATABASE_URL} that leads through it. */
  public String url(TestDatabase database) {
    String direct = database.server().host() + ":" + database.server().port();
    return database.url().replace("@" + direct + "/", "@127.0.0.1:" + port + "/");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
