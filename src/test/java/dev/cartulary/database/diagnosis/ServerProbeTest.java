package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.config.Settings;
import dev.cartulary.database.error.ConnectionTrouble;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.database.login.HostChoice;
import dev.cartulary.database.login.Login;
import dev.cartulary.database.settings.DatabaseSettings;
import dev.cartulary.testing.Troubleshooting;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listens in the database's place, and what is said of it. */
class ServerProbeTest {

  private static final byte[] MYSQL_GREETING = {1, 0, 0, 0, 10};
  private final SQLException failed = new SQLException("no", "08001", new EOFException());

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"mysql", "postgres"})
  void sshIsNoDatabaseServer(String scheme) throws IOException {
    try (Listener ssh =
        new Listener("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII))) {
      assertThat(ServerProbe.explain(url(scheme, ssh)).orElse(""))
          .isEqualTo(
              "DATABASE_URL says "
                  + (scheme.equals("mysql") ? "MySQL" : "PostgreSQL")
                  + ", but what answered at 127.0.0.1:"
                  + ssh.port()
                  + " is no database server, for it said \"SSH-2.0-OpenSSH_9.6\": correct host and"
                  + " port in DATABASE_URL.");
    }
  }

  @Test
  void aWebServerSpeaksOnlyWhenAsked() throws IOException {
    try (Listener web = Listener.answering("HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n")) {
      assertThat(ServerProbe.explain(url("mysql", web)).orElse(""))
          .contains("is no database server, for it said \"HTTP/1.1 400 Bad Request\"");
    }
  }

  @Test
  void bytesThatAreNoTextAreNotShown() throws IOException {
    try (Listener other = new Listener(new byte[] {21, 3, 3, 0, 2, 2, 10})) {
      assertThat(ServerProbe.explain(url("mysql", other)).orElse(""))
          .contains("is no database server: correct");
    }
  }

  @Test
  void theOtherProductIsNamedWithTheFieldsOfTheBlock() throws IOException {
    try (Listener mysql = new Listener(MYSQL_GREETING)) {
      Map<String, String> block =
          Map.of(
              "DB_HOST",
              "127.0.0.1",
              "DB_PORT",
              Integer.toString(mysql.port()),
              "DB_USER",
              "ann",
              "DB_NAME",
              "registry");

      assertThat(ServerProbe.explain(settings(block)).orElse(""))
          .isEqualTo(
              "DB_ENGINE says PostgreSQL, but a MySQL server answered at 127.0.0.1:"
                  + mysql.port()
                  + ": correct DB_ENGINE or DB_PORT.");
      assertThat(ServerProbe.explain(url("mysql", mysql))).isEmpty();
    }
    try (Listener postgresql = Listener.answering("N")) {
      DatabaseSettings settings = url("mysql", postgresql);
      assertThatThrownBy(() -> ConnectionDiagnosis.refuseOtherProduct(settings, failed))
          .isInstanceOf(UnsupportedDatabase.class)
          .hasMessageContaining("DATABASE_URL says MySQL, but a PostgreSQL server answered at");
      assertThat(ServerProbe.explain(url("postgres", postgresql))).isEmpty();
    }
  }

  @Test
  void whoEndsTheConnectionWithoutAWordMayBeATunnel() throws IOException {
    try (Listener tunnel = new Listener(new byte[0])) {
      DatabaseSettings settings = url("mysql", tunnel);
      SQLException failure =
          new SQLException("Communications link failure\n\nThe last", "08S01", new EOFException());

      Optional<ConnectionTrouble> trouble =
          ConnectionDiagnosis.of(
              settings,
              login(settings),
              failure,
              none -> {
                throw failure;
              });

      Troubleshooting.assertShown(
          "the-server-ends-the-connection", trouble.orElseThrow().message());
      ConnectionDiagnosis.refuseOtherProduct(settings, failure);
    }
  }

  @Test
  void anAnswerInTheRightProtocolIsNotLookedInto() {
    DatabaseSettings nowhere = settings(Map.of("DATABASE_URL", "mysql://ann@127.0.0.1:1/x"));

    ConnectionDiagnosis.refuseOtherProduct(nowhere, new SQLException("no", "28000", 1045));
    ConnectionDiagnosis.refuseOtherProduct(nowhere, failed);

    assertThat(ServerProbe.explain(nowhere)).isEmpty();
    assertThat(ServerProbe.explain(settings(Map.of()))).isEmpty();
  }

  private Login login(DatabaseSettings settings) {
    return Login.serving(settings, new HostChoice(settings));
  }

  private DatabaseSettings url(String scheme, Listener server) {
    return settings(
        Map.of("DATABASE_URL", scheme + "://ann:secret@127.0.0.1:" + server.port() + "/registry"));
  }

  private DatabaseSettings settings(Map<String, String> environment) {
    return DatabaseSettings.resolve(Settings.load(Map.of(), environment, directory))
        .settings()
        .orElseThrow();
  }

  /** Accepts connections, says its piece to each, and ends it. */
  private static final class Listener implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    private final byte[] words;
    private final boolean waits;

    Listener(byte[] words) throws IOException {
      this(words, false);
    }

    private Listener(byte[] words, boolean waits) throws IOException {
      this.words = words;
      this.waits = waits;
      Thread thread = new Thread(this::serve, "listener");
      thread.setDaemon(true);
      thread.start();
    }

    static Listener answering(String words) throws IOException {
      return new Listener(words.getBytes(StandardCharsets.US_ASCII), true);
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          if (!waits || client.getInputStream().readNBytes(8).length == 8) {
            client.getOutputStream().write(words);
            client.getOutputStream().flush();
          }
        } catch (IOException over) {
          // The next one may listen.
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
