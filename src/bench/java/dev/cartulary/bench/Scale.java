package dev.cartulary.bench;

import dev.cartulary.testing.TestEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What grows with the catalog: the same measurements over catalogs of several sizes, each one source
 * that ten registries show.
 */
final class Scale {

  private static final int REGISTRIES = 10;
  private static final int PAGE = 100;
  private static final String FIRST = "/v0.1/servers?limit=" + PAGE;
  private static final long REST_SECONDS = 2;
  private static final Duration LONGEST_LOAD = Duration.ofMinutes(60);
  private static final Map<String, String> ANYBODY = Map.of("AUTH_MODE", "anonymous");
  private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

  /** The first step after those that make the catalog's own tables. */
  private static final int FIRST_STEP = 3;

  private static final int LAST_STEP = 8;

  private final Options options;
  private final TestEngine engine;
  private final String program;
  private final List<String> command;
  private final Map<String, List<Double>> rows = new LinkedHashMap<>();

  Scale(Options options, TestEngine engine, String program, List<String> command) {
    this.options = options;
    this.engine = engine;
    this.program = program;
    this.command = command;
  }

  void measure() {
    for (int size : options.sizes()) {
      System.err.printf("measuring scale: %s, %s, %d%n", program, engine, size);
      try (Database database = Database.create(engine)) {
        measure(size, database);
      }
    }
    print();
  }

  private void measure(int size, Database database) {
    List<String> registries =
        IntStream.range(0, REGISTRIES).mapToObj(i -> i == 0 ? "default" : "shared-" + i).toList();
    String[] arguments = {"--config", BenchCatalog.write(size, registries).toString()};
    long peak;
    try (Subject subject = start(database, arguments)) {
      row("first start until loaded, s", subject.startNanos() / 1e9);
      peak = subject.peakResidentKib();
    }
    try (Subject subject = start(database, arguments)) {
      row("next start until ready, ms", subject.startNanos() / 1e6);
      rest();
      row("memory at rest, MiB", subject.residentKib() / 1024.0);
      row("peak of the load above that, MiB", (peak - subject.residentKib()) / 1024.0);
      requests(size, subject.port());
      row("peak of the requests above rest, MiB", aboveRest(subject));
    }
    migrations(database);
    try (Subject subject = start(database, arguments)) {
      row("start after them until ready, s", subject.startNanos() / 1e9);
    }
  }

  private double aboveRest(Subject subject) {
    List<Double> rest = rows.get("memory at rest, MiB");
    return subject.peakResidentKib() / 1024.0 - rest.get(rest.size() - 1);
  }

  private Subject start(Database database, String... arguments) {
    return Subject.start(LONGEST_LOAD, command, database, ANYBODY, arguments);
  }

  private void requests(int size, int port) {
    long begun = System.nanoTime();
    List<String> pages = walk(port);
    row("walk over all pages of " + PAGE + ", s", (System.nanoTime() - begun) / 1e9);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    load("get one, ms", port, () -> one(random.nextInt(size)));
    load("first page, ms", port, () -> FIRST);
    load("first page of the tenth registry, ms", port, () -> "/registry/shared-9" + FIRST);
    load("any page, ms", port, () -> pages.get(random.nextInt(pages.size())));
    load("last page, ms", port, () -> pages.get(pages.size() - 1));
    int hundreds = (size + 99) / 100;
    load(
        "search, a hundred match, ms",
        port,
        () -> FIRST + "&search=" + BenchCatalog.part(random.nextInt(hundreds)));
    load("search, all match, ms", port, () -> FIRST + "&search=example");
    load("search, none matches, ms", port, () -> FIRST + "&search=zzzzzz");
    load("readiness, ms", port, () -> "/q/health/ready");
  }

  /** The paths of all pages in their order. */
  private static List<String> walk(int port) {
    List<String> pages = new ArrayList<>();
    for (Optional<String> next = Optional.of(FIRST); next.isPresent(); ) {
      pages.add(next.get());
      Matcher cursor = CURSOR.matcher(HttpClient.text(port, next.get()));
      next = cursor.find() ? Optional.of(FIRST + "&cursor=" + cursor.group(1)) : Optional.empty();
    }
    return pages;
  }

  private static String one(int number) {
    String name = BenchCatalog.name(number).replace("/", "%2F");
    return "/v0.1/servers/" + name + "/versions/" + BenchCatalog.VERSION;
  }

  /** How long one client waits for one answer: half of them come within that. */
  private void load(String name, int port, Supplier<String> path) {
    Load.Result result = Load.run(options.alone(), thread -> new Getter(port, path));
    row(name, result.p50Nanos() / 1e6);
  }

  private void migrations(Database database) {
    for (int step = LAST_STEP; step >= FIRST_STEP; step--) {
      Subject.run(command, database, "migrate", "down", "--yes");
    }
    for (int step = FIRST_STEP; step <= LAST_STEP; step++) {
      long nanos = Subject.run(command, database, "migrate", "up", "-n", "1");
      row("migrate up, step " + step + ", s", nanos / 1e9);
    }
  }

  private void row(String name, double value) {
    rows.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
  }

  private void print() {
    List<String> columns = new ArrayList<>(List.of("entries"));
    options.sizes().forEach(size -> columns.add(String.format(Locale.ROOT, "%,d", size)));
    columns.add("last ÷ first");
    Table table =
        new Table(
            "Scale: " + program + ", " + engine + ", one source in " + REGISTRIES + " registries",
            columns.toArray(String[]::new));
    rows.forEach(
        (name, values) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          values.forEach(value -> cells.add(Table.ratio(value)));
          cells.add(Table.ratio(values.get(values.size() - 1) / values.get(0)));
          table.row(cells.toArray(String[]::new));
        });
    table.print();
  }

  private static void rest() {
    try {
      TimeUnit.SECONDS.sleep(REST_SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for what the supplier says; nothing shall come from memory. */
  private static final class Getter extends Requests.HttpLoad {
    private final Supplier<String> path;

    Getter(int port, Supplier<String> path) throws IOException {
      super(port);
      this.path = path;
    }

    @Override
    byte[] request(int number) {
      return HttpClient.request("GET", path.get(), null, "Cache-Control: no-cache");
    }
  }
}
