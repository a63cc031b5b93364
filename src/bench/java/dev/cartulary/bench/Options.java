package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to measure and for how long.
 *
 * @param parts {@code starts}, {@code requests}, {@code scale}, {@code kills} or several of them
 * @param programs {@code native}, {@code jvm} or both
 * @param starts how often each kind of start is measured
 * @param warmUp how long a load runs before it counts
 * @param measured how long it counts
 * @param threads the clients, each with one connection
 * @param servers how many the catalog has
 * @param sizes how many entries the catalogs of the scale have
 * @param rounds how many kills there are on each database
 */
record Options(
    boolean quick,
    List<String> parts,
    List<String> programs,
    List<TestEngine> engines,
    int starts,
    int jvmStarts,
    Duration warmUp,
    Duration measured,
    int threads,
    int servers,
    List<Integer> sizes,
    int rounds) {

  private static final List<String> PARTS = List.of("starts", "requests", "scale", "kills");

  private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
  private static final List<Integer> QUICK_SIZES = List.of(1_000, 10_000);

  /** The same with one client. */
  Options alone() {
    return new Options(
        quick,
        parts,
        programs,
        engines,
        starts,
        jvmStarts,
        warmUp,
        measured,
        1,
        servers,
        sizes,
        rounds);
  }

  /** Understands the command line; a wrong one ends the process with 2. */
  static Options of(String... arguments) {
    boolean quick = false;
    List<String> parts = List.of("starts", "requests");
    List<String> programs = List.of("native", "jvm");
    List<TestEngine> engines = List.of(TestEngine.SQLITE, TestEngine.POSTGRESQL);
    int threads = 8;
    int servers = 500;
    List<Integer> sizes = List.of();
    int rounds = 100;
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--quick" -> quick = true;
          case "--parts" ->
              parts = words(arguments[i], arguments[++i], PARTS);
          case "--programs" -> programs = words(arguments[i], arguments[++i], programs);
          case "--engines" -> engines = engines(arguments[++i]);
          case "--threads" -> threads = number(arguments[i], arguments[++i], 256);
          case "--servers" -> servers = number(arguments[i], arguments[++i], 100_000);
          case "--sizes" -> sizes = sizes(arguments[i], arguments[++i]);
          case "--rounds" -> rounds = number(arguments[i], arguments[++i], 100_000);
          default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      System.err.println("bench: " + e.getMessage());
      System.err.println(
          "usage: src/bench/run [--quick] [--parts starts,requests,scale,kills] [--programs native,jvm]"
              + " [--engines sqlite,postgresql,mariadb] [--threads N] [--servers N] [--sizes N,N] [--rounds N]");
      System.exit(2);
    }
    return new Options(
        quick,
        parts,
        programs,
        engines,
        quick ? 5 : 20,
        quick ? 2 : 5,
        Duration.ofMillis(quick ? 500 : 2000),
        Duration.ofMillis(quick ? 1000 : 5000),
        threads,
        servers,
        sizes.isEmpty() ? (quick ? QUICK_SIZES : SIZES) : sizes,
        rounds);
  }

  private static List<String> words(String option, String text, List<String> allowed) {
    List<String> words = Arrays.asList(text.split(","));
    if (!allowed.containsAll(words)) {
      throw new IllegalArgumentException(
          option + " takes " + String.join(" and ", allowed) + ", not " + text);
    }
    return words;
  }

  private static List<TestEngine> engines(String text) {
    return Arrays.stream(text.split(","))
        .map(name -> TestEngine.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static List<Integer> sizes(String option, String text) {
    return Arrays.stream(text.split(",")).map(size -> number(option, size, 10_000_000)).toList();
  }

  private static int number(String option, String text, int most) {
    int number = Integer.parseInt(text);
    if (number < 1 || number > most) {
      throw new IllegalArgumentException(option + " takes 1 to " + most + ", not " + text);
    }
    return number;
  }
}
