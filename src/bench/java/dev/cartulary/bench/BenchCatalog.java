package dev.cartulary.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A catalog of made-up servers, large enough that a page of 30 is a small part of it. */
final class BenchCatalog {

  static final String VERSION = "1.0.0";

  private BenchCatalog() {}

  static String name(int number) {
    return String.format(Locale.ROOT, "com.example/server-%06d", number);
  }

  /** A part of the names of up to a hundred servers; there is one for each hundred. */
  static String part(int hundred) {
    return String.format(Locale.ROOT, "server-%04d", hundred);
  }

  /** Writes a catalog of so many servers and a configuration that serves it; gives the latter. */
  static Path write(int count) {
    return write(count, List.of("default"));
  }

  /** The same for several registries that share the catalog. */
  static Path write(int count, List<String> registries) {
    Path directory = Path.of("target", "bench").toAbsolutePath();
    Path catalog = directory.resolve("catalog.json");
    Path configuration = directory.resolve("bench.yaml");
    try (BufferedWriter writer = Files.newBufferedWriter(catalog)) {
      writer.write(
          "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2026-01-01T00:00:00Z\"},"
              + "\"data\":{\"servers\":[\n");
      for (int i = 0; i < count; i++) {
        writer.write(i == 0 ? "" : ",\n");
        writer.write(server(i));
      }
      writer.write("\n]}}\n");
      Files.writeString(
          configuration,
          "sources:\n  - name: bench\n    file:\n      path: "
              + catalog
              + "\n    syncPolicy:\n      interval: 1h\n"
              + "  - name: published\n    managed: {}\n"
              + registries.stream()
                  .map(name -> "  - name: " + name + "\n    sources: [bench, published]\n")
                  .collect(Collectors.joining("", "registries:\n", "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return configuration;
  }

  /** A document that publish takes. */
  static String document(String name, String version) {
    return "{\"$schema\":\"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json\","
        + "\"name\":\""
        + name
        + "\",\"description\":\"Was published to measure it.\",\"version\":\""
        + version
        + "\"}";
  }

  private static String server(int number) {
    return "{\"$schema\":\"https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json\","
        + "\"name\":\""
        + name(number)
        + "\",\"title\":\"Server "
        + number
        + "\",\"description\":\"Answers questions about example number "
        + number
        + ".\",\"version\":\""
        + VERSION
        + "\",\"repository\":{\"url\":\"https://github.com/example/server-"
        + number
        + "\",\"source\":\"github\"},\"remotes\":[{\"type\":\"streamable-http\",\"url\":\"https://server-"
        + number
        + ".example.com/mcp\",\"headers\":[{\"name\":\"Authorization\","
        + "\"description\":\"A token for the example.\",\"isRequired\":true,\"isSecret\":true}]}]}";
  }
}
