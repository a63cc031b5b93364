package dev.cartulary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.audit.AuditCheckpoint;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteRequest;
import dev.cartulary.remote.RemoteResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads checkpoints that were kept elsewhere: one as {@code audit verify} or the API shows it, a
 * page of them, or lines of AUDIT_LOG, of which those of events are passed over.
 */
final class KeptCheckpoints {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The most bytes that a URL may answer with. */
  private static final long LARGEST_ANSWER = 64L << 20;

  /** The most bytes of a file that is one document, and no lines. */
  private static final int LARGEST_DOCUMENT = 16 << 20;

  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(1), 3);

  private KeptCheckpoints() {}

  /**
   * Reads a file or what a URL answers.
   *
   * @throws IOException where it cannot be read, has no checkpoint, or one that is none; the
   *     message names the place
   */
  static List<AuditCheckpoint> read(String place) throws IOException {
    String lower = place.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      return fetched(place);
    }
    try (InputStream file = Files.newInputStream(Path.of(place))) {
      return of(place, file);
    } catch (NoSuchFileException e) {
      throw failed(place + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw failed(place + ": this user may not read it", e);
    }
  }

  private static List<AuditCheckpoint> fetched(String url) throws IOException {
    // Whoever runs the command names the host, and may reach it from here anyway.
    Access access = new Access(Optional.empty(), Optional.empty(), true, true);
    RemoteRequest request;
    try {
      request = RemoteRequest.get(URI.create(url), "application/json, application/x-ndjson");
    } catch (IllegalArgumentException e) {
      throw failed(url + ": it is no URL", e);
    }
    try (RemoteResponse answer = new RemoteClient(access, LIMITS).send(request)) {
      if (answer.status() != 200) {
        throw new IOException(url + ": the answer has status " + answer.status());
      }
      return of(url, answer.body(LARGEST_ANSWER));
    } catch (FetchFailed e) {
      throw failed(String.valueOf(e.getMessage()), e); // it names the URL
    }
  }

  /** Without a cause, whose words would be printed in place of these. */
  private static IOException failed(String what, Exception why) {
    IOException failure = new IOException(what);
    failure.addSuppressed(why);
    return failure;
  }

  private static List<AuditCheckpoint> of(String place, InputStream input) throws IOException {
    List<AuditCheckpoint> found = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (found.isEmpty() && document.length() + line.length() < LARGEST_DOCUMENT) {
        document.append(line).append('\n');
      }
      if (line.contains("\"checkpoint\"") || line.contains("\"signature\"")) {
        addAll(place, tree(line), found);
      }
    }
    if (found.isEmpty()) {
      addAll(place, tree(document.toString()), found);
    }
    if (found.isEmpty()) {
      throw new IOException(
          place
              + ": it has no checkpoint. Give what `cartulary audit verify` prints as checkpoint,"
              + " an answer of /v1/audit-log/checkpoints, or lines of AUDIT_LOG");
    }
    return found;
  }

  /** Missing where the text is no JSON: a line of a larger document, or of a log between. */
  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notOne) {
      return JSON.missingNode();
    }
  }

  private static void addAll(String place, JsonNode node, List<AuditCheckpoint> found)
      throws IOException {
    if (node.path("items").isArray()) {
      for (JsonNode item : node.path("items")) {
        add(place, item, found);
      }
    } else if (node.path("checkpoint").isObject()) {
      add(place, node.path("checkpoint"), found);
    } else if (node.has("size") && node.has("hash")) {
      add(place, node, found);
    }
  }

  private static void add(String place, JsonNode node, List<AuditCheckpoint> found)
      throws IOException {
    found.add(
        AuditCheckpoint.read(node)
            .orElseThrow(() ->
                new IOException(
                    place
                        + ": "
                        + node
                        + " is no checkpoint, which has size, hash, time, keyId and signature")));
  }
}
