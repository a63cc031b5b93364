package dev.cartulary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Secret;
import dev.cartulary.problem.Causes;
import dev.cartulary.problem.ProblemException;
import dev.cartulary.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Calls a running server. Redirects are not followed: the token is for this server alone. */
final class RemoteApi implements Api {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int LARGEST = 64 * 1024 * 1024;
  private static final String DATA = "data:";
  private static final JsonMapper JSON = new JsonMapper();

  private final String server;
  private final Optional<Secret> token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * A server's API.
   *
   * @param server its base URL, without a slash at its end
   * @param token who calls; empty for nobody
   */
  RemoteApi(URI server, Optional<Secret> token) {
    this.server = server.toString();
    this.token = token;
  }

  @Override
  public Reply call(String method, String path, byte[] body) {
    HttpRequest.Builder request =
        request(path, "application/json")
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      return reply(answer);
    } catch (IOException e) {
      throw new ProblemException(
          ProblemType.SERVER_BUSY,
          server + " cannot be reached: " + words(e) + ". Is the server running there?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemType.SERVER_BUSY, server + " was not waited for.", e);
    }
  }

  private HttpRequest.Builder request(String path, String accepted) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(ANSWER)
            .header("Accept", accepted);
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    return request;
  }

  @Override
  public boolean follow(String path, Consumer<JsonNode> event, Runnable ended) {
    HttpRequest request = request(path, "text/event-stream").build();
    Thread thread =
        new Thread(
            () -> {
              try {
                HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
                try (Stream<String> lines = answer.body()) {
                  if (answer.statusCode() == HttpURLConnection.HTTP_OK) {
                    lines
                        .filter(line -> line.startsWith(DATA))
                        .map(line ->
                            parse(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8)))
                        .filter(JsonNode::isObject)
                        .forEach(event);
                  }
                }
              } catch (IOException | UncheckedIOException broken) {
                // Whoever follows asks instead.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                ended.run();
              }
            },
            "events");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private Reply reply(HttpResponse<InputStream> answer) throws IOException {
    JsonNode body = MissingNode.getInstance();
    try (InputStream in = answer.body()) {
      byte[] bytes = in.readNBytes(LARGEST);
      if (bytes.length > 0) {
        body = parse(bytes);
      }
    }
    int status = answer.statusCode();
    if (status >= HttpURLConnection.HTTP_OK && status < HttpURLConnection.HTTP_MULT_CHOICE) {
      return new Reply(status, body);
    }
    throw new ProblemException(ProblemType.INVALID_REQUEST, refusal(status, body));
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** Every part of the request that is wrong, where the server names them. */
  private String refusal(int status, JsonNode body) {
    StringJoiner said = new StringJoiner("; ");
    for (JsonNode error : body.path("errors")) {
      said.add(error.path("field").asText() + ": " + error.path("message").asText());
    }
    String detail = body.path("detail").asText("no reason is given; is it a Cartulary server?");
    String token =
        status == HttpURLConnection.HTTP_UNAUTHORIZED && this.token.isEmpty()
            ? " Give a token in CARTULARY_TOKEN or with --token-file."
            : "";
    return Masking.printable(
        server
            + " refuses it ("
            + status
            + "): "
            + (said.length() == 0 ? detail : said.toString())
            + token);
  }

  private static String words(IOException failure) {
    Throwable cause = Causes.root(failure);
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
