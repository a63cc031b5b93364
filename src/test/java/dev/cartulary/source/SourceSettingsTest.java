package dev.cartulary.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.access.Visibility;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.source.format.EntryFilter;
import dev.cartulary.source.format.Validation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSettingsTest {

  @TempDir Path directory;

  @Test
  void nothingConfiguredIsAPlaceToPublishToAndTheSample() {
    SourceSettings.Resolution resolution =
        SourceSettings.resolve(Settings.load(Map.of(), Map.of(), directory));
    assertThat(resolution.builtin()).isTrue();
    assertThat(resolution.names()).containsExactly("published", "sample");
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
  void everyKindIsReadWithItsDefaults() throws IOException {
    SourceSettings.Resolution resolution =
        resolve(
            """
            sources:
              - name: g
                git: {repository: "https://example.com/r.git"}
                syncPolicy: {interval: 1h}
              - name: m
                managed: {}
              - name: u
                file: {url: "https://example.com/c.json"}
                syncPolicy: {interval: 30m}
                allowPrivateNetwork: false
              - name: a
                api: {endpoint: "https://registry.example.com/"}
                syncPolicy: {interval: 5m}
                validation: lenient
              - name: k
                kubernetes: {namespaces: [tools, agents]}
            """);
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.sources().stream().map(SourceDefinition::kind))
        .containsExactly(
            new SourceKind.GitRepository(
                "https://example.com/r.git",
                new SourceKind.GitRepository.Revision(
                    Optional.empty(), Optional.empty(), Optional.empty()),
                "registry.json",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new SourceKind.Managed(),
            new SourceKind.CatalogDocument(
                Optional.empty(),
                Optional.of(URI.create("https://example.com/c.json")),
                Optional.empty(),
                Duration.ofSeconds(30)),
            new SourceKind.UpstreamRegistry(
                URI.create("https://registry.example.com"),
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Optional.empty()),
            new SourceKind.KubernetesCluster(List.of("tools", "agents")));
    assertThat(resolution.sources().get(2).network().privateAddresses()).isFalse();
    assertThat(resolution.sources().get(3).network().privateAddresses()).isTrue();
    assertThat(resolution.sources().get(3).validation()).isEqualTo(Validation.LENIENT);
  }

  @Test
  void wrongKindsAreFoundAllAtOnce() throws IOException {
    assertThat(
            sentences(
                """
                sources:
                  - name: both
                    managed: {}
                    file: {path: a.json}
                  - name: revisions
                    git: {repository: "https://example.com/r.git", branch: a, tag: b}
                    syncPolicy: {interval: 1h}
                  - name: login
                    git:
                      repository: "https://example.com/r.git"
                      auth: {username: me}
                    syncPolicy: {interval: 1h}
                  - name: ssh
                    git: {repository: "git@example.com:r.git"}
                    syncPolicy: {interval: 1h}
                  - name: never
                    api: {endpoint: "https://example.com", timeout: 6m}
                  - name: base
                    api: {endpoint: "https://example.com/v0.1/servers"}
                    syncPolicy: {interval: 1h}
                  - name: word
                    git: {repository: "https://me:hunter2@example.com/r.git"}
                    syncPolicy: {interval: 1h}
                  - name: inside
                    file: {data: "[]"}
                  - name: outside
                    git: {repository: "file:///r", path: ../r.json, commit: abc}
                    syncPolicy: {interval: 1h}
                    validation: loose
                """))
        .satisfiesExactly(
            s -> assertThat(s).startsWith("sources[0].managed").contains("can have only one"),
            s -> assertThat(s).startsWith("sources[1].git.tag").contains("branch and tag"),
            s -> assertThat(s).startsWith("sources[2].git.auth").contains("username"),
            s -> assertThat(s).startsWith("sources[3].git (").contains("git.auth.keyFile"),
            s -> assertThat(s).startsWith("sources[4].api.timeout").contains("5m"),
            s -> assertThat(s).startsWith("sources[4] (").contains("syncPolicy.interval"),
            s -> assertThat(s).startsWith("sources[5].api.endpoint").contains("before /v0.1"),
            s ->
                assertThat(s)
                    .startsWith("sources[6].git.repository")
                    .contains("git.auth")
                    .doesNotContain("hunter2"),
            s -> assertThat(s).startsWith("sources[7].file.data").contains("over the API"),
            s -> assertThat(s).startsWith("sources[8].git.commit").contains("full id"),
            s -> assertThat(s).startsWith("sources[8].git.path").contains("within the repository"),
            s -> assertThat(s).startsWith("sources[8].validation").contains("strict, lenient"));
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
            s ->
                assertThat(s)
                    .startsWith(
                        "sources[4] (line 9): it does not say where its entries come from."),
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
