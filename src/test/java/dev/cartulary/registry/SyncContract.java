package dev.cartulary.registry;

import static dev.cartulary.registry.CatalogFixture.server;
import static dev.cartulary.registry.RegistryClient.official;
import static dev.cartulary.registry.RegistryClient.parse;
import static dev.cartulary.registry.RegistryClient.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.registry.UpstreamServer.Version;
import dev.cartulary.testing.Await;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.ServerContract;
import dev.cartulary.testing.TestEngine;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Sources of every kind that is read, and the jobs that read them, on each engine. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SyncContract extends ServerContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Optional<Path> DUMP =
      Optional.ofNullable(System.getProperty("cartulary.catalog"))
          .map(catalog -> Path.of(catalog).resolveSibling("real").resolve("official-dump.json"))
          .filter(Files::isReadable);

  /** What the rules of the MCP Registry API refuse of the dump. */
  private static final List<List<String>> REFUSED =
      Stream.concat(
              Stream.of("io.foqal/Foqal 2.0.0", "io.foqal/Foqal 2.0.1")
                  .map(name ->
                      List.of(
                          name,
                          "remotes[0].url: invalid URL:"
                              + " https://support.foqal.io/api/mcp/[YOUR_GENERATED_TOKEN]")),
              Stream.of(
                      "io.github.bytedance/mcp-server-browser 1.0.0",
                      "io.github.bytedance/mcp-server-commands 1.0.0",
                      "io.github.bytedance/mcp-server-filesystem 1.0.0",
                      "io.github.bytedance/mcp-server-search 1.0.0",
                      "io.github.ycjcl868/mcp-server-fear-greed 1.0.2")
                  .map(name ->
                      List.of(
                          name,
                          "packages[0].version: version string 'latest' is reserved and cannot be"
                              + " used")))
          .toList();

  @SuppressWarnings("NullAway.Init") // prepare() sets it.
  private UpstreamServer upstream;

  @SuppressWarnings("NullAway.Init") // prepare() sets it.
  private Path repository;

  @SuppressWarnings("NullAway.Init") // prepare() sets it.
  private Path dumpRepository;

  SyncContract(TestEngine engine) {
    super(engine);
  }

  @Override
  protected void prepare() throws Exception {
    upstream = new UpstreamServer();
    Instant old = Instant.parse("2025-06-01T00:00:00Z");
    for (String version : List.of("1.0.0", "1.1.0", "2.0.0")) {
      upstream.versions.add(new Version(server("com.example/up", version), "active", old));
    }
    upstream.catalog = "[" + server("com.example/by-url", "1.0.0") + "]";
    repository = Program.emptyDirectory();
    commit("1.0.0");
    dumpRepository = Program.emptyDirectory();
    if (DUMP.isPresent()) {
      upstream.dump = RegistryClient.elements(Files.readAllBytes(DUMP.get()), "servers");
      Files.copy(DUMP.get(), dumpRepository.resolve("dump.json"));
      commit(dumpRepository, "the dump");
    }
  }

  private void commit(String version) throws Exception {
    Files.createDirectories(repository.resolve("servers"));
    Files.writeString(
        repository.resolve("servers/one.json"), server("com.example/in-git", version));
    commit(repository, version);
  }

  private static void commit(Path folder, String message) throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      PersonIdent someone = new PersonIdent("Someone", "someone@example.com");
      var unused =
          git.commit()
              .setMessage(message)
              .setAuthor(someone)
              .setCommitter(someone)
              .setSign(false)
              .call();
    }
  }

  @Override
  protected List<String> arguments() throws Exception {
    Path directory = Program.emptyDirectory();
    Files.writeString(
        directory.resolve("odd.json"), "[{\"name\":\"com.example/odd\",\"version\":\"^1\"}]");
    String dump =
        DUMP.map(path ->
                """
                  - name: dump-file
                    file: {path: '%1$s'}
                    validation: lenient
                  - name: dump-api
                    api: {endpoint: '%2$s/dump'}
                    syncPolicy: {interval: 1d}
                    allowPrivateNetwork: true
                    validation: lenient
                  - name: dump-git
                    git: {repository: 'file://%3$s', path: dump.json}
                    syncPolicy: {interval: 1d}
                    validation: lenient
                  - name: dump-strict
                    file: {path: '%1$s'}
                registries:
                  - {name: dump-file, sources: [dump-file]}
                  - {name: dump-api, sources: [dump-api]}
                  - {name: dump-git, sources: [dump-git]}
                  - {name: dump-strict, sources: [dump-strict]}
                """
                    .formatted(path, upstream.url(), dumpRepository))
            .orElse("registries:\n");
    return List.of(
        "--config",
        Files.writeString(
                directory.resolve("cartulary.yaml"),
                """
                sources:
                  - name: upstream
                    api: {endpoint: '%1$s'}
                    syncPolicy: {interval: 1s}
                    allowPrivateNetwork: true
                  - name: by-url
                    file: {url: '%1$s/catalog.json'}
                    syncPolicy: {interval: 1s}
                    allowPrivateNetwork: true
                  - name: in-git
                    git: {repository: 'file://%2$s', path: servers}
                    syncPolicy: {interval: 1s}
                  - name: held
                    api: {endpoint: '%1$s/held', timeout: 5m}
                    syncPolicy: {interval: 1d}
                    allowPrivateNetwork: true
                  - name: odd
                    file: {path: odd.json}
                    validation: lenient
                %3$s  - {name: default, sources: [upstream, by-url, in-git, odd]}
                """
                    .formatted(upstream.url(), repository, dump))
            .toString());
  }

  @AfterAll
  void closeUpstream() {
    upstream.close();
  }

  private List<String> list() {
    return new RegistryClient(server).list("", 100);
  }

  @Test
  @Order(1)
  void eachKindIsRead() {
    Await.until(
        LIMIT,
        "all sources are read",
        () -> new RegistryClient(server).raw("").statusCode() == 200);
    assertThat(list())
        .containsExactly(
            "com.example/by-url 1.0.0",
            "com.example/in-git 1.0.0",
            "com.example/odd ^1",
            "com.example/up 1.0.0",
            "com.example/up 1.1.0",
            "com.example/up 2.0.0");
    JsonNode up = new RegistryClient(server).get(path("com.example/up", "latest"));
    assertThat(official(up).path("publishedAt").asText()).startsWith("2025-01-02T03:04:05");
    assertThat(up.at("/server/version").asText()).isEqualTo("2.0.0");
  }

  @Test
  @Order(2)
  void whatChangesThereChangesHere() throws Exception {
    String since = Instant.now().minusSeconds(1).toString();
    Version latest = upstream.versions.remove(2);
    upstream.versions.add(new Version(latest.document(), "deleted", Instant.now()));
    upstream.catalog = "[" + server("com.example/by-url", "2.0.0") + "]";
    commit("2.0.0");
    Await.until(
        LIMIT,
        "all of it is seen",
        () ->
            list()
                .equals(
                    List.of(
                        "com.example/by-url 2.0.0",
                        "com.example/in-git 2.0.0",
                        "com.example/odd ^1",
                        "com.example/up 1.0.0",
                        "com.example/up 1.1.0")));
    JsonNode up = new RegistryClient(server).get(path("com.example/up", "latest"));
    assertThat(up.at("/server/version").asText()).isEqualTo("1.1.0");
    assertThat(upstream.asked).anyMatch(query -> query.contains("updated_since="));
    assertThat(new RegistryClient(server).list("&updated_since=" + since, 100))
        .contains("com.example/up 2.0.0", "com.example/by-url 1.0.0", "com.example/in-git 1.0.0");
  }

  @Test
  @Order(3)
  void aListThatBreaksOffHalfWayChangesNothingAndAJobSaysWhy() {
    List<String> before = list();
    upstream.broken = true;
    JsonNode job = ended(start("upstream"));
    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.path("error").asText()).contains("broke off");
    assertThat(list()).isEqualTo(before);
    upstream.broken = false;
    job = ended(start("upstream"));
    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("succeeded");
    assertThat(job.path("progress").asDouble()).isEqualTo(1.0);
    assertThat(job.path("message").asText()).isEqualTo("3 entries");
    assertThat(list()).isEqualTo(before);
  }

  @Test
  @Order(4)
  void aJobCanBeWatchedAndCancelled() {
    upstream.slow = true;
    JsonNode job = start("upstream");
    String id = job.path("id").asText();
    assertThat(start("upstream").path("id").asText()).isEqualTo(id);
    Await.until(LIMIT, "it runs", () -> job(id).path("status").asText().equals("running"));
    HttpResponse<String> cancelled = server.send("POST", "/v1/jobs/" + id + "/cancel", "");
    assertThat(cancelled.statusCode()).isEqualTo(202);
    upstream.slow = false;
    HttpResponse<String> events = server.get("/v1/jobs/" + id + "/progress");
    assertThat(events.statusCode()).isEqualTo(200);
    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(events.body()).contains("\"status\":\"cancelled\"");
    assertThat(parse(server.get("/v1/jobs?limit=1").body()).at("/items/0/id").asText())
        .isEqualTo(id);
    assertThat(server.get("/v1/jobs/" + id.replace('0', '1')).statusCode()).isEqualTo(404);
    assertThat(server.send("POST", "/v1/sources/nothing/sync", "").statusCode()).isEqualTo(404);
  }

  private JsonNode start(String source) {
    HttpResponse<String> answer = server.send("POST", "/v1/sources/" + source + "/sync", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode job = parse(answer.body());
    assertThat(answer.headers().firstValue("Location"))
        .contains("/v1/jobs/" + job.path("id").asText());
    return job;
  }

  private JsonNode job(String id) {
    return parse(server.get("/v1/jobs/" + id).body());
  }

  private JsonNode ended(JsonNode job) {
    String id = job.path("id").asText();
    Await.until(LIMIT, "the job has ended", () -> job(id).has("endedAt"));
    return job(id);
  }

  @Test
  @Order(5)
  void theCommandSyncsAndShowsHowFarItIs() {
    String url = "http://127.0.0.1:" + server.port();
    Program.Result remote = Program.run(database, "source", "sync", "upstream", "--url", url);
    assertThat(remote.exitCode()).as(remote.stderr()).isZero();
    assertThat(remote.stdout()).contains("synced upstream: 3 entries");
    assertThat(remote.stderr())
        .contains("sync of upstream: 0 % ", "sync of upstream: 100 %")
        .doesNotContain("\r", "\u001b");
    Program.Result none = Program.run(database, "source", "sync", "nothing", "--url", url);
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.stderr()).contains("There is no source nothing");
    Program.Result queued = Program.run(database, "source", "sync", "odd", "--no-wait");
    assertThat(queued.exitCode()).as(queued.stderr()).isZero();
    assertThat(ended(job(queued.stdout().strip())).path("status").asText()).isEqualTo("succeeded");

    upstream.broken = true;
    Program.Result local = Program.run(database, "source", "sync", "upstream", "-o", "json");
    upstream.broken = false;
    assertThat(local.exitCode()).isEqualTo(1);
    assertThat(local.stdout()).contains("\"status\" : \"failed\"");
    assertThat(local.stderr()).contains("the sync of upstream is failed: ", "broke off");
  }

  @Test
  @Order(6)
  void theRealDumpIsServedMemberForMember() throws Exception {
    assumeTrue(DUMP.isPresent(), "-Dcartulary.catalog names no folder with the real dump");
    Set<List<String>> given =
        new HashSet<>(RegistryClient.documents(Files.readString(DUMP.get()), "server"));
    for (String registry : List.of("dump-file", "dump-api", "dump-git")) {
      List<List<String>> served = served(registry);
      assertThat(served).as(registry).hasSize(2354);
      assertThat(new HashSet<>(served).equals(given)).as(registry).isTrue();
    }
    List<List<String>> refused = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = parse(server.get("/v1/sources/dump-strict/refusals?limit=3" + cursor).body());
      page.path("items")
          .forEach(item -> {
            if (item.path("severity").asText().equals("error")) {
              refused.add(List.of(item.path("name").asText(), item.path("reason").asText()));
            }
          });
      cursor = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED);
    assertThat(served("dump-strict")).hasSize(2354 - REFUSED.size());
  }

  private List<List<String>> served(String registry) {
    RegistryClient client = new RegistryClient(server).registry(registry);
    Await.until(LIMIT, registry + " is read", () -> client.raw("").statusCode() == 200);
    List<List<String>> served = new ArrayList<>();
    client.pages("", 100).forEach(page -> served.addAll(RegistryClient.documents(page, "server")));
    return served;
  }

  @Test
  @Order(7)
  void anotherProcessTakesOverFromOneThatIsKilled() throws Exception {
    Await.until(
        LIMIT,
        "it was read once",
        () -> server.get("/v1/sources/held").body().contains("\"loaded\""));
    String job = SyncHeir.begin(upstream, server);
    SyncHeir.makeOld(database);
    Program second = start();
    try {
      SyncHeir heir = new SyncHeir(database, upstream, second);
      heir.asksForTheSameJobAndPurgesWhatHasHadItsTime(job);
      server.kill();
      upstream.slow = false;
      heir.endsTheJobOfTheDeadProcess(job);
      heir.leavesTheSourceAloneWhileAnotherHasIt();
      heir.takesTheSourceOver();
    } finally {
      server.kill();
      server = second; // what is stopped at the end
    }
  }
}
