package dev.cartulary.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs one thing over and over on several threads, each waiting for its own answer. */
final class Load {

  /** Bounds the memory for latencies: 8 bytes each, per thread. */
  private static final int MOST_PER_THREAD = 2_000_000;

  /** What a thread does; it is opened before time counts. */
  interface Client extends AutoCloseable {
    /** One request or statement; {@code number} counts from 0 in this client. */
    void call(int number) throws Exception;

    @Override
    void close() throws IOException, SQLException;
  }

  /** Opens the client of one thread. */
  interface Opener {
    Client open(int thread) throws Exception;
  }

  /**
   * What was measured.
   *
   * @param perSecond finished calls per second, all threads together
   * @param p50Nanos half of the calls took at most so long
   * @param p99Nanos 99 of 100 calls took at most so long
   */
  record Result(double perSecond, long p50Nanos, long p99Nanos) {}

  private Load() {}

  static Result run(Options options, Opener opener) {
    drive(options.threads(), options.warmUp(), opener);
    return drive(options.threads(), options.measured(), opener);
  }

  private static Result drive(int threads, Duration time, Opener opener) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        clients.add(opener.open(i));
      }
      long start = System.nanoTime();
      long end = start + time.toNanos();
      List<Callable<long[]>> tasks =
          clients.stream().<Callable<long[]>>map(client -> () -> repeat(client, end)).toList();
      List<long[]> latencies = new ArrayList<>();
      for (Future<long[]> future : executor.invokeAll(tasks)) {
        latencies.add(future.get());
      }
      long elapsed = System.nanoTime() - start;
      for (Client client : clients) {
        client.close();
      }
      return result(latencies, elapsed);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load failed: " + e.getCause(), e.getCause());
    } catch (Exception e) {
      throw new IllegalStateException("the load failed: " + e, e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static long[] repeat(Client client, long end) throws Exception {
    long[] latencies = new long[1 << 14];
    int count = 0;
    long before = System.nanoTime();
    while (before < end && count < MOST_PER_THREAD) {
      client.call(count);
      long after = System.nanoTime();
      if (count == latencies.length) {
        latencies = Arrays.copyOf(latencies, count * 2);
      }
      latencies[count++] = after - before;
      before = after;
    }
    return Arrays.copyOf(latencies, count);
  }

  private static Result result(List<long[]> parts, long elapsed) {
    long[] all = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(
        all.length * 1e9 / elapsed, all[all.length / 2], all[(int) (all.length * 0.99)]);
  }
}
