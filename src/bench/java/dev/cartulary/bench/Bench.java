package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures the packaged program in one run and prints tables; src/bench/README.md explains them. */
public final class Bench {

  private Bench() {}

  /** Starts the measurement; see {@link Options} for the arguments. */
  public static void main(String... arguments) {
    Options options = Options.of(arguments);
    System.out.printf(
        "Cartulary bench: %d processors, %s, Java %s%s%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        System.getProperty("java.version"),
        options.quick() ? ", --quick: too short to compare" : "");
    if (options.parts().contains("starts")) {
      starts(options);
    }
    if (options.parts().contains("requests")) {
      requests(options);
    }
    if (options.parts().contains("scale")) {
      scale(options);
    }
    boolean kept = !options.parts().contains("kills") || kills(options);
    // The servers of the tests end with the process, in their shutdown hooks.
    System.exit(kept ? 0 : 1);
  }

  private static void starts(Options options) {
    Starts starts = new Starts(options);
    Memory memory = new Memory(options);
    for (String program : options.programs()) {
      for (TestEngine engine : options.engines()) {
        System.err.println("measuring starts: " + program + ", " + engine);
        command(program)
            .ifPresentOrElse(
                command -> {
                  starts.measure(engine, program, command);
                  memory.measure(engine, program, command);
                },
                () -> {
                  starts.notBuilt(engine, program);
                  memory.notBuilt(engine, program);
                });
      }
    }
    starts.print();
    memory.print();
    size();
  }

  /** The executable alone: it is what is copied to where Cartulary runs. */
  private static void size() {
    File executable = executable().toFile();
    if (executable.isFile()) {
      System.out.printf(
          Locale.ROOT, "%nSize of the executable: %.1f MB (aim: ≤ 110)%n", executable.length() / 1e6);
    }
  }

  private static Path executable() {
    return Path.of(System.getProperty("cartulary.native", "target/cartulary-runner"));
  }

  private static void requests(Options options) {
    for (String program : options.programs()) {
      for (TestEngine engine : options.engines()) {
        System.err.println("measuring requests: " + program + ", " + engine);
        command(program)
            .ifPresentOrElse(
                command -> Requests.measure(options, engine, program, command),
                () -> System.out.printf("%nRequests: %s, %s: not built%n", program, engine));
      }
    }
  }

  private static void scale(Options options) {
    for (String program : options.programs()) {
      for (TestEngine engine : options.engines()) {
        command(program)
            .ifPresentOrElse(
                command -> new Scale(options, engine, program, command).measure(),
                () -> System.out.printf("%nScale: %s, %s: not built%n", program, engine));
      }
    }
  }

  private static boolean kills(Options options) {
    boolean kept = true;
    for (String program : options.programs()) {
      for (TestEngine engine : options.engines()) {
        System.err.println("killing: " + program + ", " + engine);
        Optional<List<String>> command = command(program);
        if (command.isPresent()) {
          kept &= Kills.measure(options, engine, program, command.get());
        } else {
          System.out.printf("%nKills: %s, %s: not built%n", program, engine);
        }
      }
    }
    return kept;
  }

  /** How to start the program; empty where it is not built. */
  private static Optional<List<String>> command(String program) {
    boolean compiled = program.equals("native");
    Path file =
        compiled ? executable() : Path.of("target", "quarkus-app", "quarkus-run.jar");
    Path absolute = file.toAbsolutePath();
    if (!Files.isRegularFile(absolute)) {
      return Optional.empty();
    }
    return Optional.of(
        compiled
            ? List.of(absolute.toString())
            : List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                absolute.toString()));
  }
}
