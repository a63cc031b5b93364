package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Measures the memory of the server: at rest, after its first start, and after logins. */
final class Memory {

  private static final long REST_SECONDS = 2;
  private static final int LOGINS = 104;
  private static final int CLIENTS = 8;
  private static final String PASSWORD = "A password of the bench, 1";

  private final long minute;
  private final Table table =
      new Table(
          "Memory of the process, in MiB: resident (VmRSS), of it anonymous (RssAnon), peak (VmHWM)",
          "process",
          "resident",
          "anonymous",
          "peak",
          "aim, resident");

  Memory(Options options) {
    this.minute = options.quick() ? 5 : 60;
  }

  void measure(TestEngine engine, String program, List<String> command) {
    String name = program + ", " + engine;
    boolean aimed = program.equals("native");
    Map<String, String> local =
        Map.of("AUTH_MODE", "local", "DEFAULT_PASSWORD", PASSWORD, "RATE_LIMIT_CREDENTIALS", "0");
    try (Database database = Database.create(engine)) {
      try (Subject subject = Subject.start(command, database, local)) {
        rest(REST_SECONDS);
        row(name + ", first start, with its administrator", subject, "");
      }
      try (Subject subject = Subject.start(command, database, local)) {
        rest(REST_SECONDS);
        row(name + ", at rest", subject, aimed ? "≤ 75, anonymous ≤ 14" : "");
        logins(subject.port());
        row(name + ", after " + LOGINS + " logins", subject, "");
        rest(minute);
        row(name + ", " + minute + " s later", subject, aimed ? "≤ 120" : "");
      }
    }
  }

  /** Right and wrong ones, eight at once. */
  private static void logins(int port) {
    IntStream.range(0, CLIENTS)
        .mapToObj(client -> CompletableFuture.runAsync(() -> logins(port, client)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static void logins(int port, int client) {
    try (HttpClient http = new HttpClient(port)) {
      for (int i = 0; i < LOGINS / CLIENTS; i++) {
        String user = i % 2 == 0 ? "admin" : "nobody" + client + "x" + i;
        http.exchange(
            HttpClient.request(
                "POST",
                "/v1/auth/login",
                "{\"username\":\"" + user + "\",\"password\":\"" + PASSWORD + "\"}"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rest(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void row(String name, Subject subject, String aim) {
    table.row(
        name,
        Table.mebibytes(subject.residentKib()),
        Table.mebibytes(subject.anonymousKib()),
        Table.mebibytes(subject.peakResidentKib()),
        aim);
  }

  void notBuilt(TestEngine engine, String program) {
    table.row(program + ", " + engine, "not built");
  }

  void print() {
    table.print();
  }
}
