package dev.cartulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a server on an SQLite file leaves behind from its start to its stop. */
class SqliteStartStopIT {

  private static final int CLIENTS = 16;

  private final Path directory = Program.emptyDirectory();
  private final Path file = directory.resolve("registry.db");

  /** The temporary directory does not exist, whatever names it. */
  private final Map<String, String> environment =
      Map.of(
          "DATABASE_URL",
          "sqlite:" + file,
          "AUTH_MODE",
          "anonymous",
          "RATE_LIMIT_ADDRESS",
          "0",
          "TMPDIR",
          directory.resolve("missing").toString(),
          "JAVA_TOOL_OPTIONS",
          "-Djava.io.tmpdir=" + directory.resolve("missing"));

  @Test
  void commandsThatOnlyLookMakeNoFile() throws Exception {
    for (List<String> command :
        List.of(
            List.of("database", "check"),
            List.of("key", "status"),
            List.of("migrate", "status"),
            List.of("user", "list"),
            List.of("audit", "verify"))) {
      Program.Result result = Program.run(environment, command.toArray(String[]::new));

      assertThat(result.exitCode()).as("%s", command).isEqualTo(1);
      assertThat(result.stderr()).contains("There is no database file " + file);
    }
    assertThat(entries()).isEmpty();

    assertThat(Program.run(environment, "migrate", "up").exitCode()).isZero();
    Program.Result users = Program.run(environment, "user", "list");
    assertThat(users.stdout()).isEmpty();
    assertThat(users.stderr()).contains("There are no users.");
    assertThat(Program.run(environment, "metadata", "list", "system:global").stderr())
        .contains("There are no items.");
    assertThat(Program.run(environment, "key", "status").stderr())
        .contains("This database has no encryption keys yet");
    assertThat(count("select count(*) from data_key")).isZero();
  }

  @Test
  void filesAreForTheirOwnerAndAStopUnderLoadCutsNothing() throws Exception {
    try (Program server = Program.start(environment)) {
      assertThat(server.get("/q/swagger-ui/").body()).contains("<html");
      assertThat(server.get("/q/swagger-ui/swagger-ui.css").statusCode()).isEqualTo(200);
      assertThat(entries())
          .contains("registry.db", "registry.db-wal", "registry.db.lock")
          .noneMatch(name -> name.startsWith("cartulary-sqlite"));
      for (String name : entries().stream().filter(it -> it.startsWith("registry")).toList()) {
        assertThat(
                PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(directory.resolve(name))))
            .as(name)
            .isEqualTo("rw-------");
      }
      stopUnderLoad(server);
    }
  }

  private void stopUnderLoad(Program server) throws Exception {
    List<Client> clients = new ArrayList<>();
    CountDownLatch busy = new CountDownLatch(10 * CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      Client client = new Client(i, server.port(), busy);
      clients.add(client);
      client.start();
    }
    assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
    int printed = server.output().length();

    assertThat(server.stop()).isZero();

    int acknowledged = 0;
    for (Client client : clients) {
      client.join();
      acknowledged += client.acknowledged.get();
    }
    assertThat(clients.stream().flatMap(client -> client.cut.stream())).isEmpty();
    assertThat(count("select count(*) from metadata")).isEqualTo(acknowledged);
    assertThat(server.output().substring(printed).lines()).hasSizeLessThan(8);
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private int count(String query) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getInt(1);
    }
  }

  /** Sends one request after the other until nobody accepts a connection; half of them write. */
  private static final class Client extends Thread {

    private final int number;
    private final int port;
    private final CountDownLatch busy;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> cut = new ConcurrentLinkedQueue<>();
    private int sent;

    Client(int number, int port, CountDownLatch busy) {
      super("client " + number);
      this.number = number;
      this.port = port;
      this.busy = busy;
    }

    @Override
    public void run() {
      boolean open = true;
      while (open) {
        open = connectAndSend();
      }
    }

    /** False where nobody accepts the connection any more. */
    private boolean connectAndSend() {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.setSoTimeout(60_000);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        for (int request = 0; ; request++) {
          socket.getOutputStream().write(request());
          String answer = answer(in);
          if (answer.isEmpty()) {
            if (request > 0) { // else it was still waiting to be accepted
              cut.add(getName() + " request " + request);
            }
            return true;
          }
          if (number % 2 == 0 && answer.startsWith("HTTP/1.1 201")) {
            acknowledged.incrementAndGet();
          }
          busy.countDown();
          if (answer.toLowerCase(Locale.ROOT).contains("connection: close")) {
            return true;
          }
        }
      } catch (ConnectException refused) {
        return false;
      } catch (IOException reset) {
        return true;
      }
    }

    private byte[] request() {
      String body = number % 2 == 0 ? "{\"value\":\"v\"}" : "";
      String line =
          number % 2 == 0
              ? "PUT /v1/metadata/system:global/c" + number + "." + sent++
              : "GET /v0.1/servers?limit=5";
      return (line
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body)
          .getBytes(StandardCharsets.US_ASCII);
    }

    /** The head of the answer, its body read too; empty where none comes. */
    private static String answer(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return "";
        }
        head.append((char) c);
      }
      String lower = head.toString().toLowerCase(Locale.ROOT);
      int length = lower.indexOf("content-length: ");
      if (length >= 0) {
        int end = lower.indexOf('\r', length);
        in.skipNBytes(Long.parseLong(lower.substring(length + 16, end).strip()));
      }
      return head.toString();
    }
  }
}
