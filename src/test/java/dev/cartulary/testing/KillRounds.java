package dev.cartulary.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kills the program and its database in turn ({@code kill -9}) while clients write, and compares
 * after each kill what is stored with what the clients were told.
 */
public final class KillRounds implements AutoCloseable {

  /**
   * What the rounds have shown.
   *
   * @param serverKills how often the program was killed
   * @param databaseKills how often the database server was killed
   * @param acknowledged writes that were answered with success
   * @param refused writes that were answered with "nothing was changed"
   * @param unknown writes without an answer, or with one that leaves the outcome open
   * @param lost acknowledged writes that are not there, as sentences
   * @param halfWritten batches of which only a part is there
   * @param untrue writes that are there although the answer denied it, and other wrong answers,
   *     those of {@code audit verify} among them
   */
  public record Outcome(
      int serverKills,
      int databaseKills,
      long acknowledged,
      long refused,
      long unknown,
      List<String> lost,
      List<String> halfWritten,
      List<String> untrue) {}

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int WRITERS = 4;

  /** A kill comes after some acknowledged writes, at most so many: at any moment of a write. */
  private static final int MOST_WRITES_BEFORE_KILL = 150;

  private final TestDatabase database;
  private final DatabaseServer server;
  private final List<KillWriter> writers = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private Program program;

  private KillRounds(TestDatabase database, DatabaseServer server) {
    this.database = database;
    this.server = server;
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new KillWriter("user:writer" + i));
    }
  }

  /**
   * Prepares an empty database, on a server of its own where the tests can start one. On SQLite,
   * and on a MySQL server that runs already, only the program is killed.
   */
  public static KillRounds on(TestEngine engine) {
    DatabaseServer own =
        switch (engine) {
          case POSTGRESQL -> DatabaseServer.postgresql();
          case MARIADB -> DatabaseServer.mariaDb();
          case SQLITE, MYSQL -> null;
        };
    return new KillRounds(
        own == null ? TestDatabase.create(engine) : TestDatabase.on(engine, own), own);
  }

  /**
   * Runs that many rounds, each with one kill: of the program in the first, third, …, of the
   * database in the others.
   *
   * @param progress is told about each round that is over
   */
  public Outcome run(int rounds, Consumer<String> progress) {
    program = Program.start(database);
    int databaseKills = 0;
    for (int round = 1; round <= rounds; round++) {
      boolean killDatabase = server != null && round % 2 == 0;
      round(killDatabase);
      databaseKills += killDatabase ? 1 : 0;
      progress.accept(
          "round %d, killed the %s: %d writes acknowledged so far"
              .formatted(round, killDatabase ? "database" : "program", acknowledged()));
    }
    return new Outcome(
        rounds - databaseKills,
        databaseKills,
        acknowledged(),
        writers.stream().mapToLong(KillWriter::refused).sum(),
        writers.stream().mapToLong(KillWriter::unknown).sum(),
        writers.stream().flatMap(writer -> writer.lost().stream()).toList(),
        writers.stream().flatMap(writer -> writer.halfWritten().stream()).toList(),
        Stream.concat(
                writers.stream().flatMap(writer -> writer.untrue().stream()), brokenLog().stream())
            .toList());
  }

  /** What {@code audit verify} has against the log. */
  private List<String> brokenLog() {
    Program.Result verified =
        Program.run(Map.of("DATABASE_URL", database.url()), "audit", "verify");
    return verified.exitCode() == 0 && !verified.stdout().contains("not sealed yet")
        ? List.of()
        : List.of("audit verify: " + verified.stdout() + verified.stderr());
  }

  private void round(boolean killDatabase) {
    long before = acknowledged();
    int most = ThreadLocalRandom.current().nextInt(1, MOST_WRITES_BEFORE_KILL);
    Program target = program;
    List<CompletableFuture<Void>> running =
        writers.stream()
            .map(writer ->
                CompletableFuture.runAsync(() -> writer.writeUntilFailure(target), threads))
            .toList();
    Await.until(LIMIT, "writes are acknowledged", () -> acknowledged() - before >= most);
    if (killDatabase) {
      server.kill();
    } else {
      target.kill();
    }
    running.forEach(CompletableFuture::join);
    if (killDatabase) {
      server.startAgain();
      program.awaitReady();
    } else {
      program = Program.start(database);
    }
    writers.forEach(writer -> writer.compare(program));
  }

  private long acknowledged() {
    return writers.stream().mapToLong(KillWriter::acknowledged).sum();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    if (program != null) {
      program.close();
    }
    if (server != null) {
      server.close();
    } else {
      database.close();
    }
  }
}
