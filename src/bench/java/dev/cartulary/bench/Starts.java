package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/** Measures starts, memory at rest, and commands. */
final class Starts {

  private static final long REST_SECONDS = 2;

  private final Options options;
  private final Table starts =
      new Table(
          "Start of the process to the first 200 of /q/health/ready, in ms",
          "start",
          "runs",
          "min",
          "median",
          "max",
          "aim");
  private final Table memory =
      new Table(
          "Memory of the process at rest (VmRSS), in MiB, " + REST_SECONDS + " s after it is ready",
          "process",
          "resident",
          "aim");
  private final Table commands =
      new Table(
          "Commands, start to end, in ms", "command", "runs", "min", "median", "max");

  Starts(Options options) {
    this.options = options;
  }

  void measure(TestEngine engine, String program, List<String> command) {
    int runs = program.equals("native") ? options.starts() : options.jvmStarts();
    long[] empty =
        times(
            runs,
            () -> {
              try (Database database = Database.create(engine)) {
                return startOnce(command, database);
              }
            });
    String name = program + ", " + engine;
    boolean aimed = program.equals("native") && engine == TestEngine.SQLITE;
    row(starts, name + ", empty database", empty, "");
    measureKeys(engine, name, command, runs);
    try (Database database = Database.create(engine)) {
      startOnce(command, database);
      row(
          starts,
          name + ", current schema",
          times(runs, () -> startOnce(command, database)),
          aimed ? "median ≤ 60" : "");
      memory.row(
          name, Table.mebibytes(atRest(command, database)), program.equals("native") ? "≤ 80" : "");
      row(
          commands,
          name + ", migrate status",
          times(runs, () -> Subject.run(command, database, "migrate", "status")),
          null);
    }
  }

  /** In turns, so that whatever else the machine does slows both alike. */
  private void measureKeys(TestEngine engine, String name, List<String> command, int runs) {
    String[] keyFile = {"--encryption-key-file", keyFile().toString()};
    try (Database derivedKey = Database.create(engine);
        Database givenKey = Database.create(engine)) {
      startOnce(command, derivedKey);
      startOnce(command, givenKey, keyFile);
      long[] derived = new long[runs];
      long[] given = new long[runs];
      for (int run = 0; run < runs; run++) {
        derived[run] = startOnce(command, derivedKey);
        given[run] = startOnce(command, givenKey, keyFile);
      }
      Arrays.sort(derived);
      Arrays.sort(given);
      row(starts, name + ", master key given", given, "");
      row(starts, name + ", master key derived", derived, "median ≤ 5 more than given");
    }
  }

  private static Path keyFile() {
    try {
      Path file = Files.createTempFile("cartulary-bench-key", ".txt");
      Files.writeString(file, "11".repeat(32));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void notBuilt(TestEngine engine, String program) {
    String name = program + ", " + engine;
    starts.row(name, "not built");
    memory.row(name, "not built");
    commands.row(name, "not built");
  }

  void print() {
    starts.print();
    memory.print();
    commands.print();
  }

  private static long startOnce(List<String> command, Database database, String... arguments) {
    try (Subject subject = Subject.start(command, database, arguments)) {
      return subject.startNanos();
    }
  }

  private static long atRest(List<String> command, Database database) {
    try (Subject subject = Subject.start(command, database)) {
      TimeUnit.SECONDS.sleep(REST_SECONDS);
      return subject.residentKib();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long[] times(int runs, LongSupplier once) {
    long[] times = LongStream.range(0, runs).map(run -> once.getAsLong()).toArray();
    Arrays.sort(times);
    return times;
  }

  private static void row(Table table, String name, long[] sorted, String aim) {
    String[] cells = {
      name,
      Integer.toString(sorted.length),
      Table.millis(sorted[0]),
      Table.millis(sorted[sorted.length / 2]),
      Table.millis(sorted[sorted.length - 1])
    };
    if (aim != null) {
      cells = Arrays.copyOf(cells, cells.length + 1);
      cells[cells.length - 1] = aim;
    }
    table.row(cells);
  }
}
