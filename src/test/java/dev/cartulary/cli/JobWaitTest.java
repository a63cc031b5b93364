package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class JobWaitTest {

  private final Queue<Supplier<JsonNode>> answers = new ArrayDeque<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();

  private static JsonNode job(String status, double progress) {
    return JsonNodeFactory.instance.objectNode().put("status", status).put("progress", progress);
  }

  private final Api api =
      new Api() {
        @Override
        public Reply call(String method, String path, byte[] body) {
          assertThat(method + " " + path).isEqualTo("GET /v1/jobs/a");
          return new Reply(200, answers.remove().get());
        }

        @Override
        public boolean follow(String path, Consumer<JsonNode> event, Runnable ended) {
          assertThat(path).isEqualTo("/v1/jobs/a/progress");
          events.forEach(event);
          ended.run();
          return !events.isEmpty();
        }
      };

  private JsonNode end() throws InterruptedException {
    return new JobWait(api, "a")
        .untilEnd(
            job("queued", 0),
            job -> seen.add(job.path("status").asText() + " " + job.path("progress").asDouble()));
  }

  @Test
  void eventsTellOfTheEnd() throws InterruptedException {
    events.addAll(List.of(job("running", 0.5), job("succeeded", 1)));
    assertThat(end().path("status").asText()).isEqualTo("succeeded");
    assertThat(seen).containsExactly("queued 0.0", "running 0.5", "succeeded 1.0");
  }

  @Test
  void whereTheStreamBreaksTheJobIsAskedFor() throws InterruptedException {
    events.add(job("running", 0.2));
    answers.add(() -> {
      throw new ProblemException(ProblemType.SERVER_BUSY, "cannot be reached");
    });
    answers.add(() -> job("failed", 0.4));
    assertThat(end().path("status").asText()).isEqualTo("failed");
    assertThat(seen).endsWith("running 0.2", "failed 0.4");
  }

  @Test
  void aRefusalEndsTheWait() {
    answers.add(() -> {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "refuses it (404)");
    });
    assertThatThrownBy(this::end).isInstanceOf(ProblemException.class).hasMessageContaining("404");
  }

  @Test
  void anEndIsAnEnd() {
    assertThat(JobWait.isEnded(job("cancelled", 0))).isTrue();
    assertThat(JobWait.isEnded(job("running", 1))).isFalse();
    assertThat(JobWait.isEnded(job("queued", 0))).isFalse();
  }
}
