package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.config.DurationText;
import dev.cartulary.config.Masking;
import dev.cartulary.problem.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Asks a server's health over HTTP, without anything that would take time to start. */
final class HealthProbe {

  private static final int LARGEST_BODY = 64 * 1024;

  private HealthProbe() {}

  /**
   * What was found out.
   *
   * @param reasons why it is not healthy, as predicates: "is not ready: pool: …"
   */
  record Answer(boolean healthy, List<String> reasons) {}

  /** A status and the body that came with it. */
  private record Response(int status, byte[] body) {}

  /**
   * Asks once.
   *
   * @param live asks whether the server is alive, not whether it is ready
   * @param limit for all of it
   */
  static Answer ask(URI server, boolean live, Duration limit) {
    URI url = URI.create(server + (live ? "/q/health/live" : "/q/health/ready"));
    // Connecting and each read have limits of their own, which may add up to more.
    CompletableFuture<Response> asking = CompletableFuture.supplyAsync(() -> get(url, limit));
    try {
      return judged(asking.get(limit.toMillis(), TimeUnit.MILLISECONDS), live);
    } catch (TimeoutException e) {
      return unhealthy("does not answer within " + DurationText.of(limit) + ".");
    } catch (ExecutionException e) {
      return unhealthy("cannot be reached: " + words(e) + ". Is the server running there?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unhealthy("was not waited for.");
    }
  }

  private static Response get(URI url, Duration limit) {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) limit.toMillis());
      connection.setReadTimeout((int) limit.toMillis());
      int status = connection.getResponseCode();
      try (InputStream body =
          status < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : connection.getErrorStream()) {
        return new Response(status, body == null ? new byte[0] : body.readNBytes(LARGEST_BODY));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer judged(Response response, boolean live) {
    if (response.status() == HttpURLConnection.HTTP_OK) {
      return new Answer(true, List.of());
    }
    if (response.status() != HttpURLConnection.HTTP_UNAVAILABLE) {
      return unhealthy("answers with status " + response.status() + ". Is it a Cartulary server?");
    }
    String not = live ? "is not alive" : "is not ready";
    List<String> reasons = new ArrayList<>();
    for (JsonNode check : checks(response.body())) {
      if (check.path("status").asText().equals("DOWN")) {
        reasons.add(
            Masking.printable(
                not + ": " + check.path("name").asText() + reason(check.path("data"))));
      }
    }
    return reasons.isEmpty() ? unhealthy(not + ".") : new Answer(false, List.copyOf(reasons));
  }

  private static JsonNode checks(byte[] body) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return mapper.readTree(body).path("checks");
    } catch (IOException e) {
      return mapper.createArrayNode();
    }
  }

  private static String reason(JsonNode data) {
    if (data.hasNonNull("reason")) {
      return ": " + data.path("reason").asText();
    }
    return data.isEmpty()
        ? ""
        : data.properties().stream()
            .map(member -> member.getKey() + " " + member.getValue().asText())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  private static String words(ExecutionException failure) {
    Throwable cause = Causes.root(failure);
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static Answer unhealthy(String reason) {
    return new Answer(false, List.of(reason));
  }
}
