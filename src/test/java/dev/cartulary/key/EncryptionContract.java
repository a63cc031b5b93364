package dev.cartulary.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.RawFiles;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.Sql;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Encrypted values and their keys, on a database of each engine. */
abstract class EncryptionContract extends ServerContract {

  static final Duration LIMIT = Duration.ofSeconds(60);
  static final String ONE_KEY = "1f2e3d4c5b6a798807162534435261708f9eadbccbdae9f8a1b2c3d4e5f60718";

  /**
   * Of this run alone: a server that is used again keeps in its logs what others wrote in clear.
   */
  static final String SECRET = "planted-" + UUID.randomUUID();

  static final String ITEM = "/v1/metadata/user:jane/token";

  EncryptionContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("ENCRYPTION_KEY", ONE_KEY);
  }

  static void putSecret(Program server, String path) {
    HttpResponse<String> answer =
        server.send("PUT", path, "{\"value\":\"" + SECRET + "\",\"encrypted\":true}");
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  static void assertRevealed(Program server, String path) {
    HttpResponse<String> answer = server.get(path + "?reveal=true");
    assertThat(answer.body()).contains("\"value\":\"" + SECRET + "\"");
  }

  /** What a thief of the files could read. */
  @Test
  void theFilesOfTheDatabaseDoNotHoldTheValue() throws Exception {
    putSecret(server, ITEM);
    server.send("PUT", "/v1/metadata/user:jane/plain", "{\"value\":\"planted-in-clear\"}");
    assertThat(server.output()).doesNotContain(SECRET).doesNotContain(ONE_KEY);

    RawFiles files = RawFiles.of(database, "metadata");
    assertThat(files.holding("planted-in-clear")).as("the search works").isNotEmpty();
    assertThat(files.holding(SECRET)).isEmpty();
    assertThat(files.holding(ONE_KEY)).isEmpty();
  }

  @Test
  void aCopiedOrChangedRowDoesNotOpenAndTheOthersDo() throws SQLException {
    String whole = "/v1/metadata/user:copied/whole";
    String broken = "/v1/metadata/user:copied/broken";
    putSecret(server, whole);
    putSecret(server, broken);
    try {
      String other = Sql.text(database, "SELECT item_value FROM metadata WHERE item_key = 'whole'");
      Sql.execute(
          database, "UPDATE metadata SET item_value = '" + other + "' WHERE item_key = 'broken'");

      HttpResponse<String> copied = server.get(broken + "?reveal=true");
      assertThat(copied.statusCode()).isEqualTo(503);
      assertThat(copied.body())
          .contains("encryption_unavailable")
          .contains("another place")
          .doesNotContain(SECRET);
      assertRevealed(server, whole);
    } finally {
      server.send("DELETE", broken, null); // no rotation could open it
    }
  }

  /** The name and its address lead to the same server, but are not the same URL. */
  @Test
  void anotherUrlIsToldAndMendedWithoutARestart() throws Exception {
    try (TestDatabase moving = TestDatabase.create(engine)) {
      try (Program first = Program.start(moving)) {
        putSecret(first, ITEM);
        first.send("PUT", "/v1/metadata/user:jane/plain", "{\"value\":\"here\"}");
      }
      Moved moved = Moved.of(moving);
      String stored = moved.everyKey();
      try (Program second = Program.startListening(moved.environment())) {
        assertTheKeyIsWrong(second);
        assertThat(moved.everyKey()).isEqualTo(stored);

        Program.Result status = Program.run(moved.environment(), "key", "status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.stdout()).contains("DOES NOT FIT").contains("values: 1");
        Program.Result wrong = moved.rewrapFrom("sqlite:/nowhere/x.db");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.stderr()).contains("does not open").contains("Nothing was changed");
        assertThat(moved.everyKey()).isEqualTo(stored);

        Program.Result mended = moved.rewrapFrom(moving.url());
        assertThat(mended.exitCode()).as(mended.stderr()).isZero();
        assertThat(mended.stdout()).contains("rewrapped 1 data key");
        Await.until(LIMIT, "the server sees it", () -> ready(second).contains("\"open\""));
        second.awaitReady();
        assertRevealed(second, ITEM);
      }
    }
  }

  private static void assertTheKeyIsWrong(Program program) {
    Await.until(LIMIT, "readiness tells", () -> ready(program).contains("wrong master key"));
    assertThat(ready(program))
        .contains("Nothing was overwritten")
        .contains("cartulary key rewrap --old-database-url");
    Await.until(
        LIMIT,
        "the log tells",
        () -> program.output().contains("cartulary key rewrap --old-database-url"));
    assertThat(program.get("/v1/metadata/user:jane/plain").body()).contains("here");
    assertThat(program.get(ITEM + "?reveal=true").statusCode()).isEqualTo(503);
    HttpResponse<String> put = program.send("PUT", ITEM, "{\"value\":\"x\",\"encrypted\":true}");
    assertThat(put.statusCode()).isEqualTo(503);
    assertThat(put.body()).contains("encryption_unavailable");
    assertTold(put.body());
  }

  /** A database under another URL; one in a file is a copy. */
  private record Moved(TestDatabase database, Optional<Path> file) {

    static Moved of(TestDatabase database) throws IOException {
      if (database.engine() != TestEngine.SQLITE) {
        return new Moved(database, Optional.empty());
      }
      Path directory = Files.createDirectory(database.file().resolveSibling("elsewhere"));
      return new Moved(
          database, Optional.of(Files.copy(database.file(), directory.resolve("moved.db"))));
    }

    Map<String, String> environment() {
      String url = database.url();
      String other =
          url.contains("localhost")
              ? url.replace("@localhost:", "@127.0.0.1:")
              : url.replace("@127.0.0.1:", "@localhost:");
      return Map.of("DATABASE_URL", file.map(it -> "sqlite:" + it).orElse(other));
    }

    Program.Result rewrapFrom(String formerUrl) {
      return Program.run(environment(), "key", "rewrap", "--old-database-url", formerUrl);
    }

    String everyKey() throws SQLException {
      try (Connection connection =
          file.isEmpty()
              ? database.connect()
              : DriverManager.getConnection("jdbc:sqlite:" + file.get())) {
        return EncryptionContract.everyKey(connection);
      }
    }
  }

  static void assertTold(String output) {
    Troubleshooting.assertShown("encryption-is-not-available", output);
  }

  static String ready(Program server) {
    return server.get("/q/health/ready").body();
  }

  /** Another directory, pool option, password, or letter case of the host is the same database. */
  @Test
  void theSameDatabaseSpelledOtherwiseHasTheSameKey() throws Exception {
    try (TestDatabase spelled = TestDatabase.create(engine)) {
      try (Program first = Program.start(spelled)) {
        putSecret(first, "/v1/metadata/system:global/a.secret");
      }
      Map<String, String> other = spelledOtherwise(spelled);
      Program.Result get =
          Program.run(other, "metadata", "get", "--reveal", "system:global", "a.secret");
      assertThat(get.stdout()).as(get.stderr()).isEqualTo(SECRET + "\n");
      assertThat(Program.run(other, "metadata", "get", "system:global", "a.secret").exitCode())
          .isEqualTo(1);
    }
  }

  private static Map<String, String> spelledOtherwise(TestDatabase database) throws Exception {
    if (database.engine() == TestEngine.SQLITE) {
      Path link =
          Files.createSymbolicLink(
              Program.emptyDirectory().resolve("link"), database.file().getParent());
      String name = database.file().getFileName().toString();
      String encoded = name.replace("%", "%25").replace("#", "%23");
      return Map.of("DATABASE_URL", "sqlite:" + link + "/./" + encoded, "DB_POOL_SIZE", "3");
    }
    database.changePassword("another one");
    String host = database.server().host();
    return Map.of(
        "DATABASE_URL",
        database.url("another one").replace("@" + host, "@" + host.toUpperCase(Locale.ROOT))
            + "?pool_size=3&sslmode=disable");
  }

  /** A rotation is killed in the middle and run again while a server reads and writes. */
  @Test
  void aRotationLosesNothingWhileAServerRuns() throws Exception {
    int items = 1500;
    for (int from = 0; from < items; from += 500) {
      StringBuilder sets = new StringBuilder();
      for (int i = from; i < from + 500; i++) {
        sets.append(sets.isEmpty() ? "" : ",")
            .append("{\"key\":\"k" + i + "\",\"value\":\"v" + i + "\",\"encrypted\":true}");
      }
      server.send("POST", "/v1/metadata/user:rotated:batch", "{\"set\":[" + sets + "]}");
    }
    String former = Sql.text(database, "SELECT id FROM data_key WHERE active = 1");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> client =
        CompletableFuture.supplyAsync(() -> readAndWrite(server, items, over));

    try (Program rotation = Program.startWithoutWaiting(environment(), "key", "rotate")) {
      Await.until(LIMIT, "it has begun", () -> changed(former) > 0);
      rotation.kill();
    }
    assertThat(run(environment(), "key", "rotate")).contains("active key");
    over.set(true);
    assertThat(client.join()).isPositive();

    assertThat(number("SELECT COUNT(*) FROM metadata WHERE data_key = '" + former + "'")).isZero();
    assertThat(number("SELECT COUNT(*) FROM data_key")).isEqualTo(2);
    for (int i = 0; i < items; i += 50) {
      assertThat(server.get("/v1/metadata/user:rotated/k" + i + "?reveal=true").body())
          .contains("\"value\":\"v" + i + "\"");
    }
  }

  static String run(Map<String, String> environment, String... arguments) {
    Program.Result result = Program.run(environment, arguments);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stdout();
  }

  private static int readAndWrite(Program server, int items, AtomicBoolean over) {
    int count = 0;
    while (!over.get()) {
      int i = count++ % items;
      String path = "/v1/metadata/user:rotated/k" + i;
      assertThat(server.get(path + "?reveal=true").body()).contains("\"value\":\"v" + i + "\"");
      assertThat(server.send("PUT", path, "{\"value\":\"v" + i + "\"}").statusCode())
          .isEqualTo(200);
    }
    return count;
  }

  private long changed(String former) {
    try {
      return number("SELECT COUNT(*) FROM metadata WHERE data_key <> '" + former + "'");
    } catch (SQLException busy) {
      return 0;
    }
  }

  private long number(String query) throws SQLException {
    return Sql.number(database, query);
  }

  /** What the wrapping of the data keys changes. */
  static String everyKey(Connection connection) throws SQLException {
    return Sql.rows(connection, "SELECT wrapped FROM data_key").toString()
        + Sql.rows(connection, "SELECT salt FROM master_key");
  }
}
