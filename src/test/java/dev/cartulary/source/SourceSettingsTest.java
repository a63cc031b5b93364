package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Visibility;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.source.format.EntryFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSettingsTest {

  @TempDir Path directory;

  @Test
  void nothingConfiguredIsTheSample() {
    SourceSettings.Resolution resolution =
        SourceSettings.resolve(Settings.load(Map.of(), Map.of(), directory));
    assertThat(resolution.sample()).isTrue();
    assertThat(resolution.names()).containsExactly("sample");
    assertThat(resolution.findings()).isEmpty();
  }

  @Test
  void sourcesAreReadWithTheirDefaults() throws IOException {
    SourceSettings.Resolution resolution =
        resolve(
            """
            sources:
              - name: a
                file: {path: catalogs/a.json}
              - name: b-2
                file:
                  path: /srv/b.json
                syncPolicy: {interval: 10m}
                filter:
                  names: {include: ["io.*"], exclude: [x]}
                  tags: {include: [database]}
            """);
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.sources())
        .containsExactly(
            SourceDefinition.file(
                "a",
                directory.resolve("catalogs/a.json"),
                Duration.ofSeconds(5),
                EntryFilter.NONE,
                Visibility.PUBLIC),
            SourceDefinition.file(
                "b-2",
                Path.of("/srv/b.json"),
                Duration.ofMinutes(10),
                new EntryFilter(List.of("io.*"), List.of("x"), List.of("database"), List.of()),
                Visibility.PUBLIC));
  }

  @Test
  void whatThisVersionCannotDoIsRefusedPlainly() throws IOException {
    assertThat(
            sentences(
                """
                sources:
                  - name: a
                    git: {repository: "https://example.com/r.git"}
                  - name: b
                    managed: {}
                  - name: c
                    file: {url: "https://example.com/c.json"}
                  - name: d
                    file: {path: d.json}
                    claims: {}
                """))
        .containsExactly(
            "sources[0].git (line 3): this version serves file sources only. Put the catalog into a"
                + " file and write file.path.",
            "sources[1].managed (line 5): this version serves file sources only. Put the catalog into"
                + " a file and write file.path.",
            "sources[2].file.url (line 7): this version reads catalogs from the file system only."
                + " Download the file and write file.path.",
            "sources[3].claims (line 10): it names no claim, and would admit every token. Write for"
                + " example groups: [platform, release].");
  }

  @Test
  void wrongNamesPathsAndIntervalsAreFoundAllAtOnce() throws IOException {
    assertThat(
            sentences(
                """
                sources:
                  - file: {path: a.json}
                  - name: Upper
                    file: {path: a.json}
                  - name: twice
                    file: {path: a.json}
                  - name: twice
                    file: {path: b.json}
                  - name: nofile
                  - name: often
                    file: {path: a.json}
                    syncPolicy: {interval: 500ms}
                  - name: odd
                    file: {path: a.json}
                    syncPolicy: {interval: soon}
                """))
        .satisfiesExactly(
            s -> assertThat(s).startsWith("sources[0] (line 2): it has no name."),
            s ->
                assertThat(s).startsWith("sources[1].name (line 3) is \"Upper\": it is not a name"),
            s ->
                assertThat(s)
                    .startsWith(
                        "sources[3].name (line 7) is \"twice\": sources[2].name (line 5) has the same"
                            + " name."),
            s -> assertThat(s).startsWith("sources[4] (line 9): it names no file."),
            s ->
                assertThat(s)
                    .startsWith(
                        "sources[5].syncPolicy.interval (line 12) is \"500ms\": it is not between 1s"
                            + " and 1d."),
            s ->
                assertThat(s)
                    .startsWith(
                        "sources[6].syncPolicy.interval (line 15) is \"soon\": it is not a duration."));
  }

  private List<String> sentences(String yaml) throws IOException {
    return resolve(yaml).findings().stream().map(Finding::sentence).toList();
  }

  private SourceSettings.Resolution resolve(String yaml) throws IOException {
    Path file = Files.writeString(directory.resolve("cartulary.yaml"), yaml);
    Settings settings = Settings.load(Map.of(Setting.CONFIG, file.toString()), Map.of(), directory);
    assertThat(settings.findings()).isEmpty();
    return SourceSettings.resolve(settings);
  }
}
