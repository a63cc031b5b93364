package dev.cartulary.token;

import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import dev.cartulary.token.ProviderDefinition.Access;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Fetches small documents from hosts that the configuration or a caller names: within a time, up to
 * a size, without following redirects, and from public addresses only unless told otherwise.
 */
final class RemoteFetch {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration TOTAL_LIMIT = Duration.ofSeconds(5);

  /** What came back. */
  record Answer(int status, String body) {}

  /** A client and the content of the file of authorities that it was made with. */
  private record Trusting(@Nullable String authorities, HttpClient client) {}

  private final Access access;
  private final int bodyLimit;
  private @Nullable Trusting trusting;

  RemoteFetch(Access access, int bodyLimit) {
    this.access = access;
    this.bodyLimit = bodyLimit;
  }

  /** Gets a document, with the access's bearer token where it has one. */
  Answer get(URI url, String accept) throws FetchFailed {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", accept).GET();
    Optional<Secret> bearer = bearer();
    bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
    return send(url, request);
  }

  /** Posts a form. */
  Answer post(URI url, String form, String authorization) throws FetchFailed {
    return send(
        url,
        HttpRequest.newBuilder(url)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** The content of the access's file; read again each time, because it is replaced in time. */
  Optional<Secret> bearer() throws FetchFailed {
    return access.bearerFile().isPresent()
        ? Optional.of(secret(access.bearerFile().get()))
        : Optional.empty();
  }

  /** A secret of one line from a file. */
  static Secret secret(Path path) throws FetchFailed {
    TextFile file = TextFile.read(path);
    String text = file.text() == null ? "" : file.text().strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      throw new FetchFailed(
          path + ": " + (file.text() == null ? file.problem() : "it does not hold one line"));
    }
    return new Secret(text);
  }

  private Answer send(URI url, HttpRequest.Builder request) throws FetchFailed {
    Optional<String> problem = RemoteUrl.problem(url.toString(), access.insecureUrls());
    if (problem.isPresent()) {
      throw new FetchFailed(url + ": " + problem.get());
    }
    if (!access.privateAddresses()) {
      checkAddresses(url.getHost());
    }
    CompletableFuture<HttpResponse<byte[]>> sent =
        client()
            .sendAsync(
                request.timeout(TOTAL_LIMIT).header("User-Agent", "cartulary").build(),
                head -> new LimitedBody(bodyLimit));
    try {
      HttpResponse<byte[]> response = sent.get(TOTAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new FetchFailed(url + ": no answer within " + TOTAL_LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new FetchFailed(url + ": " + clause(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchFailed(url + ": interrupted", e);
    } finally {
      sent.cancel(true);
    }
  }

  private static String clause(@Nullable Throwable cause) {
    return cause == null
        ? "it failed"
        : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /**
   * Refuses hosts that have an address which is not public. The connection looks the name up again,
   * but gets what was just found here: Java keeps an answer for half a minute.
   */
  private static void checkAddresses(String host) throws FetchFailed {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new FetchFailed(host + ": no address is known for it", e);
    }
    for (InetAddress address : addresses) {
      if (!PublicAddress.isPublic(address)) {
        throw new FetchFailed(
            host
                + " is at "
                + address.getHostAddress()
                + ", which is not a public address, and allowPrivateIP is not true");
      }
    }
  }

  private synchronized HttpClient client() throws FetchFailed {
    String authorities = null;
    if (access.authorities().isPresent()) {
      TextFile file = TextFile.read(access.authorities().get());
      if (file.text() == null) {
        throw new FetchFailed(access.authorities().get() + ": " + file.problem());
      }
      authorities = file.text();
    }
    Trusting last = trusting;
    if (last == null || !Objects.equals(last.authorities(), authorities)) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(CONNECT_LIMIT);
      if (authorities != null) {
        builder.sslContext(trusting(authorities, access.authorities().orElseThrow()));
      }
      last = new Trusting(authorities, builder.build());
      trusting = last;
    }
    return last.client();
  }

  private static SSLContext trusting(String authorities, Path file) throws FetchFailed {
    try (InputStream pem = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.UTF_8))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      if (store.size() == 0) {
        throw new FetchFailed(file + ": it holds no certificate in PEM form");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new FetchFailed(file + ": it does not hold certificates in PEM form", e);
    }
  }
}
