package dev.cartulary.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers every request with the same bytes, by the HTTP server that Cartulary has
 * and nothing else: no limits, no headers, no routes. It is what an answer of a size may cost at
 * least.
 */
final class ConstantServer implements AutoCloseable {

  private final Process process;
  private final int port;

  private ConstantServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ConstantServer start(int bytes) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConstantServer.class.getName(),
                Integer.toString(bytes))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("port ")) {
        return new ConstantServer(process, Integer.parseInt(line.substring("port ".length())));
      }
    }
    throw new IOException("the server of the constant did not start");
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process: the size of the answer is the one argument. */
  public static void main(String... arguments) throws Exception {
    byte[] body = "x".repeat(Integer.parseInt(arguments[0])).getBytes(StandardCharsets.US_ASCII);
    // One that is given: Vert.x shares a port between servers only where all of them name it.
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try {
      listen(port, Buffer.buffer(body));
    } catch (ExecutionException refused) {
      refused.printStackTrace();
      System.exit(1); // the threads of Vert.x would keep the process
    }
    System.out.println("port " + port);
  }

  private static void listen(int port, Buffer body)
      throws ExecutionException, InterruptedException {
    Vertx vertx = Vertx.vertx();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      vertx
          .createHttpServer()
          .requestHandler(
              request ->
                  request.response().putHeader("Content-Type", "application/json").end(body))
          .listen(port, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    }
  }
}
