package dev.cartulary.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.RawFiles;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encrypted values and their keys, on a database of each engine. */
abstract class EncryptionContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ONE_KEY = "11".repeat(32);
  private static final String OTHER_KEY = "22".repeat(32);

  /**
   * Of this run alone: a server that is used again keeps in its logs what others wrote in clear.
   */
  private static final String SECRET = "planted-" + UUID.randomUUID();

  private static final String ITEM = "/v1/metadata/user:jane/token";

  private TestDatabase database;
  private Optional<Path> movedFile = Optional.empty();

  protected abstract TestEngine engine();

  @BeforeEach
  void createDatabase() {
    database = TestDatabase.create(engine());
  }

  @AfterEach
  void dropDatabase() {
    if (database != null) { // else there is no server for this engine
      database.close();
    }
  }

  private Map<String, String> environment(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DATABASE_URL", database.url());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static HttpResponse<String> putSecret(Program server, String path) {
    HttpResponse<String> answer =
        server.send("PUT", path, "{\"value\":\"" + SECRET + "\",\"encrypted\":true}");
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer;
  }

  private static void assertRevealed(Program server, String path) {
    HttpResponse<String> answer = server.get(path + "?reveal=true");
    assertThat(answer.body()).contains("\"value\":\"" + SECRET + "\"");
  }

  /** What a thief of the files could read. */
  @Test
  void theFilesOfTheDatabaseDoNotHoldTheValue() throws Exception {
    try (Program server = Program.start(environment("ENCRYPTION_KEY", ONE_KEY))) {
      putSecret(server, ITEM);
      server.send("PUT", "/v1/metadata/user:jane/plain", "{\"value\":\"planted-in-clear\"}");
      String dump = server.output();
      assertThat(dump).doesNotContain(SECRET).doesNotContain(ONE_KEY);

      RawFiles files = RawFiles.of(database, "metadata");
      assertThat(files.holding("planted-in-clear")).as("the search works").isNotEmpty();
      assertThat(files.holding(SECRET)).isEmpty();
      assertThat(files.holding(ONE_KEY)).isEmpty();
    }
  }

  @Test
  void aCopiedOrChangedRowDoesNotOpenAndTheOthersDo() throws SQLException {
    try (Program server = Program.start(environment("ENCRYPTION_KEY", ONE_KEY))) {
      putSecret(server, ITEM);
      putSecret(server, ITEM + "2");
      String other = text("SELECT item_value FROM metadata WHERE item_key = 'token'");
      execute("UPDATE metadata SET item_value = '" + other + "' WHERE item_key = 'token2'");

      HttpResponse<String> copied = server.get(ITEM + "2?reveal=true");
      assertThat(copied.statusCode()).isEqualTo(503);
      assertThat(copied.body())
          .contains("encryption_unavailable")
          .contains("another place")
          .doesNotContain(SECRET);
      assertRevealed(server, ITEM);
    }
  }

  /** The name and its address lead to the same server, but are not the same URL. */
  @Test
  void anotherUrlIsToldAndMendedWithoutARestart() throws Exception {
    try (Program server = Program.start(environment())) {
      putSecret(server, ITEM);
      server.send("PUT", "/v1/metadata/user:jane/plain", "{\"value\":\"here\"}");
    }
    String stored = everyKey();
    String former = database.url();
    Map<String, String> moved = environment("DATABASE_URL", movedUrl());
    try (Program server = Program.startListening(moved)) {
      Await.until(LIMIT, "readiness tells", () -> ready(server).contains("wrong master key"));
      assertThat(ready(server))
          .contains("Nothing was overwritten")
          .contains("cartulary key rewrap --old-database-url");
      assertThat(server.output()).contains("cartulary key rewrap --old-database-url");
      assertThat(server.get("/v1/metadata/user:jane/plain").body()).contains("here");
      assertThat(server.get(ITEM + "?reveal=true").statusCode()).isEqualTo(503);
      HttpResponse<String> put = server.send("PUT", ITEM, "{\"value\":\"x\",\"encrypted\":true}");
      assertThat(put.statusCode()).isEqualTo(503);
      assertThat(put.body()).contains("encryption_unavailable");
      assertTold(put.body());
      assertThat(everyKey()).isEqualTo(stored);

      Program.Result status = Program.run(moved, "key", "status");
      assertThat(status.exitCode()).isEqualTo(1);
      assertThat(status.stdout()).contains("DOES NOT FIT").contains("values: 1");
      Program.Result wrong =
          Program.run(moved, "key", "rewrap", "--old-database-url", "sqlite:/nowhere/x.db");
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.stderr()).contains("does not open").contains("Nothing was changed");
      assertThat(everyKey()).isEqualTo(stored);

      Program.Result mended = Program.run(moved, "key", "rewrap", "--old-database-url", former);
      assertThat(mended.exitCode()).as(mended.stderr()).isZero();
      assertThat(mended.stdout()).contains("rewrapped 1 data key");
      Await.until(LIMIT, "the server sees it", () -> ready(server).contains("\"open\""));
      server.awaitReady();
      assertRevealed(server, ITEM);
    }
  }

  private static void assertTold(String output) {
    Troubleshooting.assertShown("encryption-is-not-available", output);
  }

  private String movedUrl() throws IOException {
    if (engine() != TestEngine.SQLITE) {
      return database.url().contains("localhost")
          ? database.url().replace("@localhost:", "@127.0.0.1:")
          : database.url().replace("@127.0.0.1:", "@localhost:");
    }
    Path directory = Files.createDirectory(database.file().resolveSibling("elsewhere"));
    Path file = directory.resolve("moved.db");
    Files.copy(database.file(), file);
    movedFile = Optional.of(file);
    return "sqlite:" + file;
  }

  private static String ready(Program server) {
    return server.get("/q/health/ready").body();
  }

  /** Another directory, pool option, password, or letter case of the host is the same database. */
  @Test
  void theSameDatabaseSpelledOtherwiseHasTheSameKey() throws Exception {
    assertThat(Program.run(environment(), "migrate", "up").exitCode()).isZero();
    assertThat(
            Program.run(environment(), "metadata", "set", "system:global", "a.secret", SECRET)
                .exitCode())
        .isZero();
    Map<String, String> other;
    if (engine() == TestEngine.SQLITE) {
      Path link =
          Files.createSymbolicLink(
              Program.emptyDirectory().resolve("link"), database.file().getParent());
      other =
          environment("DATABASE_URL", "sqlite:" + link + "/./" + encoded(), "DB_POOL_SIZE", "3");
    } else {
      database.changePassword("another one");
      String host = database.server().host();
      other =
          environment(
              "DATABASE_URL",
              database.url("another one").replace("@" + host, "@" + host.toUpperCase(Locale.ROOT))
                  + "?pool_size=3&sslmode=disable");
    }
    Program.Result get =
        Program.run(other, "metadata", "get", "--reveal", "system:global", "a.secret");
    assertThat(get.stdout()).as(get.stderr()).isEqualTo(SECRET + "\n");
    assertThat(Program.run(other, "metadata", "get", "system:global", "a.secret").exitCode())
        .isEqualTo(1);
  }

  private String encoded() {
    return database.file().getFileName().toString().replace("%", "%25").replace("#", "%23");
  }

  @Test
  void aGivenKeyIsChangedAndALostOneReplacedFromTheRecoveryCopy() throws Exception {
    Path directory = Program.emptyDirectory();
    Path oldKey = Files.writeString(directory.resolve("old.key"), ONE_KEY + "\n");
    Path phrase = Files.writeString(directory.resolve("phrase"), "correct horse battery\n");
    Path copy = directory.resolve("copy.json");
    Map<String, String> one = environment("ENCRYPTION_KEY", ONE_KEY);
    Map<String, String> other = environment("ENCRYPTION_KEY", OTHER_KEY);
    try (Program server = Program.start(one)) {
      putSecret(server, ITEM);
    }
    run(
        one,
        "key",
        "export-recovery",
        "--output",
        copy.toString(),
        "--passphrase-file",
        phrase.toString());
    assertThat(Files.getPosixFilePermissions(copy)).hasSize(2);
    String told = Program.run(other, "key", "status").stderr();
    assertTold(told);
    assertThat(told).doesNotContain(OTHER_KEY);

    String stored = everyKey();
    assertThat(run(other, "key", "rewrap", "--dry-run", "--old-key-file", oldKey.toString()))
        .contains("would rewrap 1 data key");
    assertThat(everyKey()).isEqualTo(stored);
    run(other, "key", "rewrap", "--old-key-file", oldKey.toString());
    assertThat(everyKey()).isNotEqualTo(stored);
    assertThat(run(other, "key", "rewrap", "--old-key-file", oldKey.toString()))
        .contains("already");

    Map<String, String> third = environment("ENCRYPTION_KEY", "33".repeat(32));
    run(
        third,
        "key",
        "rewrap",
        "--recovery-file",
        copy.toString(),
        "--passphrase-file",
        phrase.toString());
    try (Program server = Program.start(third)) {
      assertRevealed(server, ITEM);
      assertThat(server.get("/v1/audit-log?action=key_rewrap").body())
          .contains("\"count\":2")
          .contains("process");
      assertThat(server.get("/v1/audit-log?action=key_export").body()).contains("\"count\":1");
    }
  }

  private static String run(Map<String, String> environment, String... arguments) {
    Program.Result result = Program.run(environment, arguments);
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return result.stdout();
  }

  /** A rotation is killed in the middle and run again while a server reads and writes. */
  @Test
  void aRotationLosesNothingWhileAServerRuns() throws Exception {
    int items = 1500;
    Map<String, String> environment = environment("ENCRYPTION_KEY", ONE_KEY);
    try (Program server = Program.start(environment)) {
      for (int from = 0; from < items; from += 500) {
        StringBuilder sets = new StringBuilder();
        for (int i = from; i < from + 500; i++) {
          sets.append(sets.isEmpty() ? "" : ",")
              .append("{\"key\":\"k" + i + "\",\"value\":\"v" + i + "\",\"encrypted\":true}");
        }
        server.send("POST", "/v1/metadata/user:jane:batch", "{\"set\":[" + sets + "]}");
      }
      String former = text("SELECT id FROM data_key WHERE active = 1");
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Integer> client =
          CompletableFuture.supplyAsync(() -> readAndWrite(server, items, over));

      try (Program rotation = Program.startWithoutWaiting(environment, "key", "rotate")) {
        Await.until(LIMIT, "it has begun", () -> changed(former) > 0);
        rotation.kill();
      }
      assertThat(run(environment, "key", "rotate")).contains("active key");
      over.set(true);
      assertThat(client.join()).isPositive();

      assertThat(text("SELECT COUNT(*) FROM metadata WHERE data_key = '" + former + "'"))
          .isEqualTo("0");
      assertThat(text("SELECT COUNT(*) FROM data_key")).isEqualTo("2");
      for (int i = 0; i < items; i += 50) {
        assertThat(server.get("/v1/metadata/user:jane/k" + i + "?reveal=true").body())
            .contains("\"value\":\"v" + i + "\"");
      }
    }
  }

  private static int readAndWrite(Program server, int items, AtomicBoolean over) {
    int count = 0;
    while (!over.get()) {
      int i = count++ % items;
      String path = "/v1/metadata/user:jane/k" + i;
      assertThat(server.get(path + "?reveal=true").body()).contains("\"value\":\"v" + i + "\"");
      assertThat(server.send("PUT", path, "{\"value\":\"v" + i + "\"}").statusCode())
          .isEqualTo(200);
    }
    return count;
  }

  private long changed(String former) {
    try {
      return Long.parseLong(
          text("SELECT COUNT(*) FROM metadata WHERE data_key <> '" + former + "'"));
    } catch (SQLException busy) {
      return 0;
    }
  }

  private String everyKey() throws SQLException {
    return text("SELECT wrapped FROM data_key") + text("SELECT salt FROM master_key");
  }

  private String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    return movedFile.isEmpty()
        ? database.connect()
        : DriverManager.getConnection("jdbc:sqlite:" + movedFile.get());
  }
}
