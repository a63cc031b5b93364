package dev.cartulary.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens while another program has the SQLite file locked for writing. */
class SqliteLockedIT {

  private static final String ITEMS = "/v1/metadata/system:global/";
  private static final int WRITERS = 14;

  @Test
  void writesAreRefusedWithNothingWrittenAndReadsGoOn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (TestDatabase database = TestDatabase.create(TestEngine.SQLITE);
        Program program = Program.start(database)) {
      assertThat(put(program, "there").statusCode()).isEqualTo(201);
      List<CompletableFuture<HttpResponse<String>>> writes = new ArrayList<>();
      try (Connection other = database.connect();
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN EXCLUSIVE");
        // More than the pool has connections: they must leave some to those who read.
        IntStream.range(0, WRITERS)
            .forEach(i ->
                writes.add(CompletableFuture.supplyAsync(() -> put(program, "w" + i), threads)));
        CompletableFuture<Object> first =
            CompletableFuture.anyOf(writes.toArray(CompletableFuture[]::new));
        do {
          assertThat(program.get(ITEMS + "there").statusCode()).isEqualTo(200);
        } while (!first.isDone());
        statement.execute("ROLLBACK");
      }
      long refused = 0;
      for (int i = 0; i < WRITERS; i++) {
        HttpResponse<String> answer = writes.get(i).join();
        boolean written = answer.statusCode() == 201;
        refused += written ? 0 : 1;
        if (!written) {
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.body()).contains("\"database_unavailable\"", "Nothing was changed");
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        assertThat(program.get(ITEMS + "w" + i).statusCode()).isEqualTo(written ? 200 : 404);
      }
      assertThat(refused).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  private static HttpResponse<String> put(Program program, String key) {
    return program.send("PUT", ITEMS + key, "{\"value\":\"x\"}");
  }
}
