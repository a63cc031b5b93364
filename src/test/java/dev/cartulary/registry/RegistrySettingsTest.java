package dev.cartulary.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Visibility;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistrySettingsTest {

  private static final String SOURCES =
      """
      sources:
        - name: one
          file: {path: a.json}
        - name: two
          file: {path: b.json}
      """;

  @TempDir Path directory;

  @Test
  void nothingConfiguredIsOneRegistryToPublishToBeforeTheSample() {
    assertThat(RegistrySettings.resolve(Settings.load(Map.of(), Map.of(), directory)).registries())
        .containsExactly(
            new RegistryDefinition("default", List.of("published", "sample"), Visibility.PUBLIC));
  }

  @Test
  void sourcesAloneAreOneRegistryInTheirOrder() throws IOException {
    assertThat(RegistrySettings.resolve(load(SOURCES)).registries())
        .containsExactly(
            new RegistryDefinition("default", List.of("one", "two"), Visibility.PUBLIC));
  }

  @Test
  void registriesAreReadInTheirOrder() throws IOException {
    RegistrySettings.Resolution resolution =
        RegistrySettings.resolve(
            load(
                SOURCES
                    + """
                    registries:
                      - name: second
                        sources: [two, one]
                      - name: first
                        sources: [one]
                    """));
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.registries())
        .containsExactly(
            new RegistryDefinition("second", List.of("two", "one"), Visibility.PUBLIC),
            new RegistryDefinition("first", List.of("one"), Visibility.PUBLIC));
  }

  @Test
  void wrongRegistriesAreFoundAllAtOnce() throws IOException {
    List<String> sentences =
        RegistrySettings.resolve(
                load(
                    SOURCES
                        + """
                        registries:
                          - name: a
                            sources: [one, oen, one]
                          - name: a
                            sources: [two]
                            claims: {}
                          - name: b
                        """))
            .findings()
            .stream()
            .map(Finding::sentence)
            .toList();
    assertThat(sentences)
        .satisfiesExactly(
            s ->
                assertThat(s)
                    .startsWith(
                        "registries[0].sources[1] (line 8) is \"oen\": there is no source of this"
                            + " name.")
                    .contains("Did you mean \"one\"?"),
            s ->
                assertThat(s)
                    .startsWith(
                        "registries[0].sources[2] (line 8) is \"one\": the registry lists this source"
                            + " already."),
            s -> assertThat(s).contains("registries[0].name (line 7) has the same name"),
            s -> assertThat(s).startsWith("registries[1].claims (line 11): ").contains("claims"),
            s -> assertThat(s).startsWith("registries[2] (line 12): the registry has no sources."));
  }

  @Test
  void registriesWithoutSourcesAreRefused() throws IOException {
    assertThat(
            RegistrySettings.resolve(load("registries:\n  - name: a\n    sources: [x]\n"))
                .findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.sentence()).contains("Describe it under sources:"));
  }

  private Settings load(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("cartulary.yaml"), yaml);
    Settings settings = Settings.load(Map.of(Setting.CONFIG, file.toString()), Map.of(), directory);
    assertThat(settings.findings()).isEmpty();
    return settings;
  }
}
