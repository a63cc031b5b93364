package dev.cartulary.remote;

import dev.cartulary.config.TextFile;
import io.quarkus.arc.Arc;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that trusts the authorities in a file, made anew when the file is another one. */
final class Authorities {

  private static final int LARGEST_HEADERS = 64 * 1024;
  private static final int MOST_CONNECTIONS = 64;

  /** A client and the content of the file that it was made with. */
  private record Trusting(@Nullable String authorities, HttpClient client) {}

  private final Optional<Path> file;
  private final Limits limits;
  private @Nullable Trusting trusting;

  Authorities(Optional<Path> file, Limits limits) {
    this.file = file;
    this.limits = limits;
  }

  synchronized HttpClient client() throws FetchFailed {
    String pem = file.isPresent() ? read(file.get()) : null;
    Trusting last = trusting;
    if (last == null || !Objects.equals(last.authorities(), pem)) {
      if (last != null) {
        var unused = last.client().close();
      }
      last = new Trusting(pem, EventLoops.vertx().createHttpClient(options(pem)));
      trusting = last;
    }
    return last.client();
  }

  /** A context of its own, whose callbacks all run on one event loop. */
  static Context eventLoop() {
    return ((VertxInternal) EventLoops.vertx()).createEventLoopContext();
  }

  private HttpClientOptions options(@Nullable String pem) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setMaxPoolSize(MOST_CONNECTIONS)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setDecompressionSupported(true)
            .setConnectTimeout(Math.toIntExact(limits.connect().toMillis()));
    return pem == null
        ? options
        : options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem)));
  }

  private static String read(Path path) throws FetchFailed {
    TextFile read = TextFile.read(path);
    String pem = read.text();
    if (pem == null) {
      throw new FetchFailed(path + ": " + read.problem());
    }
    try {
      if (CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
          .isEmpty()) {
        throw new FetchFailed(path + ": it holds no certificate in PEM form");
      }
    } catch (CertificateException e) {
      throw new FetchFailed(path + ": it does not hold certificates in PEM form", e);
    }
    return pem;
  }

  /** The event loops of the server; of its own where no server runs, as in commands. */
  private static final class EventLoops {

    private static @Nullable Vertx own;

    static synchronized Vertx vertx() {
      var container = Arc.container();
      if (container != null && container.isRunning()) {
        Vertx served = container.instance(Vertx.class).get();
        if (served != null) {
          return served;
        }
      }
      if (own == null) {
        own = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true));
      }
      return own;
    }
  }
}
