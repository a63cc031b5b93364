package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures starts and commands. Each is measured in turns with {@code java -version}, so that
 * whatever else the machine does slows both alike.
 */
final class Starts {

  private final Options options;
  private final Table starts =
      new Table(
          "Start of the process to the first 200 of /q/health/ready, in ms",
          "start",
          "runs",
          "min",
          "median",
          "max",
          "× java -version",
          "aim");
  private final Table commands =
      new Table(
          "Commands, start to end, in ms",
          "command",
          "runs",
          "min",
          "median",
          "max",
          "× java -version",
          "aim");

  Starts(Options options) {
    this.options = options;
  }

  void measure(TestEngine engine, String program, List<String> command) {
    int runs = program.equals("native") ? options.starts() : options.jvmStarts();
    String name = program + ", " + engine;
    boolean aimed = program.equals("native");
    row(
        starts,
        name + ", empty database",
        runs,
        "",
        () -> {
          try (Database database = Database.create(engine)) {
            return startOnce(command, database);
          }
        });
    measureKeys(engine, name, command, runs);
    try (Database database = Database.create(engine)) {
      startOnce(command, database);
      row(
          starts,
          name + ", current schema",
          runs,
          aimed ? "≤ 1" : "",
          () -> startOnce(command, database));
      row(
          commands,
          name + ", migrate status",
          runs,
          aimed ? "≤ 0.5" : "",
          () -> Subject.run(command, database, "migrate", "status"));
      row(
          commands,
          name + ", --version",
          runs,
          aimed ? "≤ 0.2" : "",
          () -> Subject.run(command, database, "--version"));
    }
  }

  private void measureKeys(TestEngine engine, String name, List<String> command, int runs) {
    String[] keyFile = {"--encryption-key-file", keyFile().toString()};
    try (Database derivedKey = Database.create(engine);
        Database givenKey = Database.create(engine)) {
      startOnce(command, derivedKey);
      startOnce(command, givenKey, keyFile);
      row(
          starts,
          name + ", master key given",
          runs,
          "",
          () -> startOnce(command, givenKey, keyFile));
      row(
          starts,
          name + ", master key derived",
          runs,
          "as with a given one",
          () -> startOnce(command, derivedKey));
    }
  }

  private static Path keyFile() {
    try {
      Path file = Files.createTempFile("cartulary-bench-key", ".txt");
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key); // one that can be guessed is refused
      Files.writeString(file, HexFormat.of().formatHex(key));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void notBuilt(TestEngine engine, String program) {
    String name = program + ", " + engine;
    starts.row(name, "not built");
    commands.row(name, "not built");
  }

  void print() {
    starts.print();
    commands.print();
  }

  private static long startOnce(List<String> command, Database database, String... arguments) {
    try (Subject subject = Subject.start(command, database, arguments)) {
      return subject.startNanos();
    }
  }

  private static void row(Table table, String name, int runs, String aim, LongSupplier once) {
    long[] times = new long[runs];
    long[] java = new long[runs];
    for (int run = 0; run < runs; run++) {
      times[run] = once.getAsLong();
      java[run] = Subject.javaVersion();
    }
    Arrays.sort(times);
    Arrays.sort(java);
    table.row(
        name,
        Integer.toString(runs),
        Table.millis(times[0]),
        Table.millis(times[runs / 2]),
        Table.millis(times[runs - 1]),
        Table.ratio((double) times[runs / 2] / java[runs / 2]),
        aim);
  }
}
