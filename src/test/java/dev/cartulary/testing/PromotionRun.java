package dev.cartulary.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/** Clients that write while one database server takes over from another. */
public final class PromotionRun {

  /**
   * What the clients have seen.
   *
   * @param acknowledged writes that were answered with success
   * @param refused writes that were answered with "nothing was changed"
   * @param unknown writes without an answer, or with one that leaves the outcome open
   * @param lost acknowledged writes that are not there, as sentences
   * @param wrong batches of which only a part is there, writes that are there although the answer
   *     denied it, and answers that are neither success nor 503
   * @param withoutService the longest time in which no write succeeded
   * @param afterPromotion the part of it that lies after the end of the promotion
   */
  public record Outcome(
      long acknowledged,
      long refused,
      long unknown,
      List<String> lost,
      List<String> wrong,
      Duration withoutService,
      Duration afterPromotion) {}

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int WRITERS = 4;
  private static final int WRITES_BEFORE_AND_AFTER = 200;

  private final Program program;
  private final List<KillWriter> writers = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  /** The longest time in which no write succeeded, as the moments of the successes around it. */
  private long gapStart;

  private long gapEnd;
  private long lastSuccess = System.nanoTime();

  private PromotionRun(Program program) {
    this.program = program;
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new KillWriter("user:writer" + i));
    }
  }

  /**
   * Writes, ends the first server's time, lets the second take over, writes on and compares.
   *
   * @param end what ends the first server's time as primary; no write may succeed after it
   * @param promote what lets the second take over
   */
  public static Outcome of(Program program, Runnable end, Runnable promote) {
    return new PromotionRun(program).run(end, promote);
  }

  private Outcome run(Runnable end, Runnable promote) {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<CompletableFuture<Void>> running =
          writers.stream()
              .map(writer ->
                  CompletableFuture.runAsync(
                      () -> writer.writeUntil(stop::get, program, this::success), threads))
              .toList();
      awaitWrites(0, "before");
      end.run();
      long before = acknowledged();
      promote.run();
      long promotion = System.nanoTime();
      awaitWrites(before, "after");
      stop.set(true);
      running.forEach(CompletableFuture::join);
      writers.forEach(writer -> writer.compare(program));
      return outcome(promotion);
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }

  private void awaitWrites(long from, String when) {
    Await.until(
        LIMIT,
        "writes are acknowledged " + when + " the promotion",
        () -> acknowledged() - from >= WRITES_BEFORE_AND_AFTER);
  }

  private long acknowledged() {
    return writers.stream().mapToLong(KillWriter::acknowledged).sum();
  }

  private synchronized void success() {
    long now = System.nanoTime();
    if (now - lastSuccess > gapEnd - gapStart) {
      gapStart = lastSuccess;
      gapEnd = now;
    }
    lastSuccess = now;
  }

  private synchronized Outcome outcome(long promotion) {
    return new Outcome(
        acknowledged(),
        writers.stream().mapToLong(KillWriter::refused).sum(),
        writers.stream().mapToLong(KillWriter::unknown).sum(),
        all(KillWriter::lost),
        Stream.concat(all(KillWriter::halfWritten).stream(), all(KillWriter::untrue).stream())
            .toList(),
        Duration.ofNanos(gapEnd - gapStart),
        Duration.ofNanos(Math.max(0, gapEnd - promotion)));
  }

  private List<String> all(Function<KillWriter, List<String>> sentences) {
    return writers.stream().flatMap(writer -> sentences.apply(writer).stream()).toList();
  }
}
