package dev.cartulary.registry.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends what mcp-publisher sends, byte for byte: the lines, their order and their spelling are
 * those of Go's HTTP client with the headers that the tool sets.
 */
final class McpPublisher {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came back, as the tool reads it. */
  record Reply(int status, Map<String, String> headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }
  }

  private final int port;
  private final String base;

  /**
   * The tool with {@code --registry}.
   *
   * @param base the path of the registry's URL, without a slash at its end
   */
  McpPublisher(int port, String base) {
    this.port = port;
    this.base = base;
  }

  /** {@code login none}: no body, no type. */
  Reply loginNone() {
    return send("POST", "/v0/auth/none", "Content-Length: 0\r\n", "");
  }

  /** {@code login dns} and {@code login http}. */
  Reply loginByDomain(String method, String domain, String timestamp, String signature) {
    return json(
        "/v0/auth/" + method,
        "{\"domain\":\""
            + domain
            + "\",\"signed_timestamp\":\""
            + signature
            + "\",\"timestamp\":\""
            + timestamp
            + "\"}");
  }

  /** {@code login github} asks for this first. */
  Reply health() {
    return send("GET", "/v0/health", "", "");
  }

  Reply loginGitHub(String token) {
    return json("/v0/auth/github-at", "{\"github_token\":\"" + token + "\"}");
  }

  Reply loginGitHubOidc(String token) {
    return json("/v0/auth/github-oidc", "{\"oidc_token\":\"" + token + "\"}");
  }

  Reply loginOidc(String token) {
    return json("/v0/auth/oidc", "{\"oidc_token\":\"" + token + "\"}");
  }

  /** Logins say what they accept. */
  private Reply json(String path, String body) {
    return send(
        "POST",
        path,
        length(body) + "Accept: application/json\r\nContent-Type: application/json\r\n",
        body);
  }

  Reply publish(String token, String document) {
    return send(
        "POST",
        "/v0/publish",
        length(document)
            + "Authorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\n",
        document);
  }

  Reply validate(String document) {
    return send(
        "POST", "/v0/validate", length(document) + "Content-Type: application/json\r\n", document);
  }

  Reply version(String token, String name, String version) {
    return send(
        "GET",
        "/v0/servers/" + escaped(name) + "/versions/" + escaped(version) + "?include_deleted=true",
        "Authorization: Bearer " + token + "\r\n",
        "");
  }

  Reply versions(String token, String name) {
    return send(
        "GET",
        "/v0/servers/" + escaped(name) + "/versions?include_deleted=true",
        "Authorization: Bearer " + token + "\r\n",
        "");
  }

  Reply status(String token, String name, String version, String status, @Nullable String message) {
    return patch(
        token,
        "/v0/servers/" + escaped(name) + "/versions/" + escaped(version) + "/status",
        status,
        message);
  }

  Reply statusOfAll(String token, String name, String status, @Nullable String message) {
    return patch(token, "/v0/servers/" + escaped(name) + "/status", status, message);
  }

  private Reply patch(String token, String path, String status, @Nullable String message) {
    String body =
        "{\"status\":\""
            + status
            + (message == null ? "\"}" : "\",\"statusMessage\":\"" + message + "\"}");
    return send(
        "PATCH",
        path,
        length(body) + "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n",
        body);
  }

  /** Go's url.PathEscape. */
  private static String escaped(String segment) {
    return segment.replace("%", "%25").replace("/", "%2F").replace(" ", "%20");
  }

  private static String length(String body) {
    return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
  }

  private Reply send(String method, String path, String headers, String body) {
    String request =
        method
            + " "
            + base
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nUser-Agent: Go-http-client/1.1\r\n"
            + headers
            + "Accept-Encoding: gzip\r\n\r\n"
            + body;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply read(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", -1)[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equals("chunked")
            ? chunks(in)
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    if (headers.getOrDefault("content-encoding", "").equals("gzip")) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.writeBytes(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
