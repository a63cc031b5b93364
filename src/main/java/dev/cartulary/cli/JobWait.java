package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Waits for the end of a job: by the events that a server sends, and by asking from time to time,
 * which also helps where the stream breaks, or a proxy keeps its events back.
 */
final class JobWait {

  /** With a stream that lives. */
  private static final Duration BETWEEN_LOOKS_BESIDE_EVENTS = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** A server that is started again is back by then. */
  private static final int MOST_MISSED = 60;

  private final Api api;
  private final String path;
  private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final AtomicBoolean streams = new AtomicBoolean();
  private int missed;

  JobWait(Api api, String id) {
    this.api = api;
    this.path = "/v1/jobs/" + ApiTask.segment(id);
  }

  /** Whether nothing will change any more. */
  static boolean isEnded(JsonNode job) {
    String status = job.path("status").asText();
    return !status.equals("queued") && !status.equals("running");
  }

  /**
   * Waits.
   *
   * @param job as it was last seen
   * @param step is told of each state that is seen
   * @return the job at its end
   * @throws ProblemException where it cannot be asked for any more
   */
  JsonNode untilEnd(JsonNode job, Consumer<JsonNode> step) throws InterruptedException {
    JsonNode now = job;
    if (!isEnded(now)) {
      streams.set(true); // before, since it may end at once
      if (!api.follow(path + "/progress", events::add, () -> streams.set(false))) {
        streams.set(false);
      }
    }
    while (!isEnded(now)) {
      step.accept(now);
      Duration pause = streams.get() ? BETWEEN_LOOKS_BESIDE_EVENTS : BETWEEN_LOOKS;
      JsonNode event = events.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
      now = event != null ? event : look(now);
    }
    step.accept(now);
    return now;
  }

  private JsonNode look(JsonNode before) {
    try {
      JsonNode job = api.call("GET", path).body();
      missed = 0;
      return job;
    } catch (ProblemException away) {
      missed++;
      if (away.type() != ProblemType.SERVER_BUSY || missed > MOST_MISSED) {
        throw away;
      }
      return before;
    }
  }
}
