package dev.cartulary.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the registry API of a program under test. */
final class RegistryClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Program program;
  private final String base;

  /** A client of the default registry. */
  RegistryClient(Program program) {
    this(program, "");
  }

  private RegistryClient(Program program, String base) {
    this.program = program;
    this.base = base;
  }

  /** The same for a registry by name. */
  RegistryClient registry(String name) {
    return new RegistryClient(program, "/registry/" + name);
  }

  HttpResponse<String> raw(String path, String... headers) {
    return program.get(base + "/v0.1/servers" + path, headers);
  }

  /** The body of a 200. */
  JsonNode get(String path) {
    return parse(body(path));
  }

  String body(String path) {
    HttpResponse<String> response = raw(path);
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    return response.body();
  }

  /** Every server that a list shows over all of its pages, as {@code name version}. */
  List<String> list(String filter, int limit) {
    return pages(filter, limit).stream().flatMap(page -> labels(parse(page)).stream()).toList();
  }

  /** The bodies of a list's pages; from the second on, only the cursor is sent, as VS Code does. */
  List<String> pages(String filter, int limit) {
    List<String> pages = new ArrayList<>();
    String cursor = null;
    do {
      String body = body("?limit=" + limit + (cursor == null ? filter : "&cursor=" + cursor));
      JsonNode page = parse(body);
      assertThat(page.path("metadata").path("count").intValue())
          .isEqualTo(page.path("servers").size())
          .isLessThanOrEqualTo(limit);
      pages.add(body);
      JsonNode next = page.path("metadata").path("nextCursor");
      cursor = next.isMissingNode() ? null : next.asText();
    } while (cursor != null);
    return pages;
  }

  static List<String> labels(JsonNode page) {
    List<String> labels = new ArrayList<>();
    page.path("servers")
        .forEach(s ->
            labels.add(s.at("/server/name").asText() + " " + s.at("/server/version").asText()));
    return labels;
  }

  static JsonNode official(JsonNode server) {
    return server.path("_meta").path("io.modelcontextprotocol.registry/official");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The path of a version. */
  static String path(String name, String version) {
    return "/" + encode(name) + "/versions/" + encode(version);
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The documents under {@code member} anywhere in a text, each as its tokens with the texts of its
   * numbers, so that order, duplicates and the spelling of numbers count.
   */
  static List<List<String>> documents(String json, String member) {
    List<List<String>> documents = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals(member)) {
          JsonToken start = parser.nextToken();
          if (start == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              documents.add(document(parser));
            }
          } else {
            documents.add(document(parser));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  /** The elements of the array that is the member of a document, as they are written. */
  static List<String> elements(byte[] json, String member) {
    List<String> elements = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(member);
        JsonToken value = parser.nextToken();
        while (wanted && parser.nextToken() != JsonToken.END_ARRAY) {
          int begin = (int) parser.currentTokenLocation().getByteOffset();
          parser.skipChildren();
          int end = (int) parser.currentLocation().getByteOffset();
          elements.add(new String(json, begin, end - begin, StandardCharsets.UTF_8));
        }
        if (!wanted && value.isStructStart()) {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return elements;
  }

  private static List<String> document(JsonParser parser) throws IOException {
    List<String> tokens = new ArrayList<>();
    int depth = 0;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      tokens.add(token + " " + parser.getText());
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      if (depth == 0) {
        return tokens;
      }
    }
  }
}
