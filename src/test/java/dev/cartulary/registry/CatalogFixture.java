package dev.cartulary.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A directory with a configuration and catalog files for a program under test. */
final class CatalogFixture {

  private final Path directory;
  private final Map<String, List<String>> registries = new LinkedHashMap<>();
  private final List<String> sources = new ArrayList<>();

  CatalogFixture(Path directory) {
    this.directory = directory;
  }

  /** Adds a source that looks at {@code NAME.json} every second. */
  CatalogFixture source(String name) {
    return source(name, file(name));
  }

  CatalogFixture source(String name, Path file) {
    sources.add(
        "  - name: %s%n    file: {path: '%s'}%n    syncPolicy: {interval: 1s}%n"
            .formatted(name, file));
    return this;
  }

  /** Adds a source that is published to. */
  CatalogFixture managed(String name) {
    sources.add("  - name: %s%n    managed: {}%n".formatted(name));
    return this;
  }

  CatalogFixture registry(String name, String... ofSources) {
    registries.put(name, List.of(ofSources));
    return this;
  }

  /** Writes the configuration and gives its path. */
  String configuration() {
    StringBuilder yaml = new StringBuilder("sources:\n");
    sources.forEach(yaml::append);
    if (!registries.isEmpty()) {
      yaml.append("registries:\n");
      registries.forEach(
          (name, of) -> yaml.append("  - name: %s%n    sources: %s%n".formatted(name, of)));
    }
    try {
      return Files.writeString(directory.resolve("cartulary.yaml"), yaml).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file(String source) {
    return directory.resolve(source + ".json");
  }

  /** Replaces a catalog as editors and deployments do: a new file takes the old one's name. */
  CatalogFixture write(String source, String... servers) {
    return writeText(source, catalog(servers));
  }

  CatalogFixture writeText(String source, String text) {
    try {
      Path next = Files.writeString(directory.resolve(source + ".next"), text);
      Files.move(next, file(source), StandardCopyOption.ATOMIC_MOVE);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String catalog(String... servers) {
    return "{\"version\":\"1.0.0\",\"meta\":{\"last_updated\":\"2025-05-16T18:56:57Z\"},"
        + "\"data\":{\"servers\":["
        + String.join(",\n", servers)
        + "]}}";
  }

  static String server(String name, String version) {
    return server(name, version, "Does things");
  }

  static String server(String name, String version, String description) {
    return "{\"name\":\"%s\",\"description\":\"%s\",\"version\":\"%s\"}"
        .formatted(name, description, version);
  }
}
