package dev.cartulary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An nginx in front of a program: what stands between clients and most servers. */
public final class Nginx implements AutoCloseable {

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where nginx is installed, or {@code NGINX} names it. */
  public static Optional<Path> installed() {
    String named = System.getenv("NGINX");
    return (named == null ? List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx") : List.of(named))
        .stream().map(Path::of).filter(Files::isExecutable).findFirst();
  }

  /**
   * Starts one that compresses what it passes on.
   *
   * @param locations blocks of its configuration; {@code UPSTREAM} stands for the program's URL
   */
  public static Nginx before(Program program, String locations) {
    try {
      Path directory = Files.createDirectories(Program.emptyDirectory());
      int port = freePort();
      Path configuration =
          Files.writeString(
              directory.resolve("nginx.conf"),
              configuration(directory, port)
                  .replace(
                      "LOCATIONS",
                      locations.replace("UPSTREAM", "http://127.0.0.1:" + program.port())));
      Process process =
          new ProcessBuilder(
                  installed().orElseThrow().toString(),
                  "-c",
                  configuration.toString(),
                  "-p",
                  directory.toString(),
                  "-e",
                  directory.resolve("error.log").toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("output.log").toFile())
              .start();
      Nginx nginx = new Nginx(process, port);
      Await.until(Duration.ofSeconds(20), "nginx listens", nginx::listens);
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(Path directory, int port) {
    return """
    daemon off;
    master_process off;
    worker_processes 1;
    pid %1$s/nginx.pid;
    events { worker_connections 64; }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      gzip on;
      gzip_proxied any;
      gzip_min_length 1;
      gzip_types application/json;
      server {
        listen 127.0.0.1:%2$d;
        LOCATIONS
      }
    }
    """
        .formatted(directory, port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Its base URL, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
