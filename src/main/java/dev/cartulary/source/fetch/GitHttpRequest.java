package dev.cartulary.source.fetch;

import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request of JGit's, in the form that JGit wants: set up, sent when the answer is asked for.
 */
final class GitHttpRequest implements HttpConnection {

  private static final long LARGEST = 1024L * 1024 * 1024;

  private final RemoteClient client;
  private final URL url;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String method = "GET";
  private @Nullable RemoteResponse response;

  GitHttpRequest(RemoteClient client, URL url) {
    this.client = client;
    this.url = url;
  }

  private RemoteResponse response() throws IOException {
    if (response == null) {
      try {
        response =
            client.send(
                new RemoteRequest(method, URI.create(url.toString()), headers, body.toByteArray()));
      } catch (FetchFailed e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return response;
  }

  @Override
  public void connect() throws IOException {
    RemoteResponse unused = response();
  }

  @Override
  public int getResponseCode() throws IOException {
    return response().status();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return "status " + response().status();
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return response == null
        ? Map.of()
        : response.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return response == null ? List.of() : response.header(name).map(List::of).orElse(List.of());
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    return response == null ? null : response.header(name).orElse(null);
  }

  @Override
  public @Nullable String getContentType() {
    return getHeaderField("Content-Type");
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return response().body(LARGEST);
  }

  @Override
  public OutputStream getOutputStream() {
    return body;
  }

  @Override
  public void setRequestProperty(String name, String value) {
    headers.put(name, value);
  }

  @Override
  public void setRequestMethod(String newMethod) {
    method = newMethod;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public void setUseCaches(boolean use) {}

  @Override
  public void setConnectTimeout(int millis) {}

  @Override
  public void setReadTimeout(int millis) {}

  @Override
  public void setInstanceFollowRedirects(boolean follow) {}

  @Override
  public void setDoOutput(boolean output) {}

  @Override
  public void setFixedLengthStreamingMode(int length) {}

  @Override
  public void setChunkedStreamingMode(int length) {}

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {}
}
