package dev.cartulary.background;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the database side of health probes on threads of its own, so that a probe is answered in
 * time even when every worker thread, and the database, hangs.
 */
@Singleton
public class ProbeExecutor {

  private static final int THREADS = 4;
  private static final int WAITING = 64;

  private final AtomicInteger count = new AtomicInteger();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), this::thread);

  ProbeExecutor() {
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the probe and completes with its value, with its exception, or with a {@link
   * TimeoutException} once the limit has passed. A probe that hangs keeps its thread; when all are
   * kept, later probes time out, which is the truth.
   */
  public <T> CompletableFuture<T> within(Duration limit, Callable<T> probe) {
    CompletableFuture<T> result = new CompletableFuture<>();
    result.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      threads.execute(() -> complete(result, probe));
    } catch (RejectedExecutionException full) {
      result.completeExceptionally(new TimeoutException("earlier probes still wait"));
    }
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> probe) {
    if (result.isDone()) {
      return; // it timed out while it waited for a thread
    }
    try {
      result.complete(probe.call());
    } catch (Exception | LinkageError failure) {
      result.completeExceptionally(failure);
    }
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "probe-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
