package dev.cartulary.source.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.cartulary.remote.Access;
import dev.cartulary.remote.Limits;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.source.fetch.Fetch.Fetched;
import dev.cartulary.source.fetch.GitFetch.Login;
import dev.cartulary.source.fetch.GitFetch.Place;
import dev.cartulary.source.format.CatalogException;
import dev.cartulary.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitFetchTest {

  private static final Login NOBODY =
      new Login(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir Path folder;
  @TempDir Path secrets;

  private final GivenDocuments documents = new GivenDocuments();
  private Git git;

  @BeforeEach
  void create() throws Exception {
    GitConfiguration.ignoreThatOfTheMachine();
    git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
  }

  @AfterEach
  void close() {
    git.close();
  }

  private String commit(String path, String version) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "[{\"name\":\"com.example/a\",\"version\":\"" + version + "\"}]", UTF_8);
    git.add().addFilepattern(".").call();
    PersonIdent someone = new PersonIdent("Someone", "someone@example.com");
    return git.commit()
        .setMessage(version)
        .setAuthor(someone)
        .setCommitter(someone)
        .setSign(false)
        .call()
        .name();
  }

  private Fetch fetch(Optional<String> branch, Optional<String> tag, Optional<String> commit) {
    return fetch(branch, tag, commit, "registry.json");
  }

  private Fetch fetch(
      Optional<String> branch, Optional<String> tag, Optional<String> commit, String path) {
    RemoteClient client =
        new RemoteClient(
            new Access(Optional.empty(), Optional.empty(), true, true),
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30), 0));
    return new GitFetch(
        new Place("file://" + folder, branch, tag, commit, path), NOBODY, client, true);
  }

  @Test
  void theHeadIsReadAndThenOnlyAnotherOne() throws Exception {
    String first = commit("registry.json", "1");
    Fetch fetch = fetch(Optional.empty(), Optional.empty(), Optional.empty());
    Fetched fetched = fetch.fetch(null, documents);
    assertThat(fetched).isEqualTo(Fetched.whole(first));
    assertThat(documents.labels()).containsExactly("com.example/a 1");
    assertThat(fetch.fetch(first, documents).news()).isFalse();
    assertThat(documents.places).hasSize(1);

    String second = commit("registry.json", "2");
    assertThat(fetch.fetch(first, documents)).isEqualTo(Fetched.whole(second));
    assertThat(documents.labels()).containsExactly("com.example/a 1", "com.example/a 2");
  }

  @Test
  void branchTagAndCommitAreRead() throws Exception {
    String first = commit("registry.json", "1");
    git.tag().setName("v1").setMessage("one").setAnnotated(true).setSigned(false).call();
    git.branchCreate().setName("old").call();
    commit("registry.json", "2");
    for (Fetch fetch :
        new Fetch[] {
          fetch(Optional.of("old"), Optional.empty(), Optional.empty()),
          fetch(Optional.empty(), Optional.of("v1"), Optional.empty()),
          fetch(Optional.empty(), Optional.empty(), Optional.of(first))
        }) {
      assertThat(fetch.fetch(null, documents)).isEqualTo(Fetched.whole(first));
    }
    assertThat(documents.labels()).containsOnly("com.example/a 1").hasSize(3);
  }

  @Test
  void aDirectoryIsReadWithAllItsCatalogFiles() throws Exception {
    commit("catalogs/deep/b.json", "1");
    commit("catalogs/a.yaml", "2");
    commit("catalogs/.hidden.json", "3");
    commit("other.json", "4");
    Files.writeString(folder.resolve("catalogs/README.md"), "# no catalog");
    commit("catalogs/c.yml", "5");
    fetch(Optional.empty(), Optional.empty(), Optional.empty(), "./catalogs/")
        .fetch(null, documents);
    assertThat(documents.places).containsExactly("a.yaml", "c.yml", "deep/b.json");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    commit("registry.json", "1");
    assertThatThrownBy(() ->
            fetch(Optional.of("gone"), Optional.empty(), Optional.empty()).fetch(null, documents))
        .isInstanceOf(CatalogException.class)
        .hasMessageEndingWith(" has no refs/heads/gone");
    assertThatThrownBy(() ->
            fetch(Optional.empty(), Optional.empty(), Optional.empty(), "gone.json")
                .fetch(null, documents))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("there is no gone.json in commit ");
    assertThatThrownBy(() ->
            fetch(Optional.empty(), Optional.empty(), Optional.of("0".repeat(39) + "1"))
                .fetch(null, documents))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(" has no commit ");
  }

  /** Git's own server side, asked over HTTP and HTTPS with a password. */
  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aRepositoryIsReadOverHttpWithAPassword(String scheme) throws Exception {
    Path backend = Path.of("/usr/lib/git-core/git-http-backend");
    assumeTrue(Files.isExecutable(backend), "git's http-backend is not installed here");
    String first = commit("registry.json", "1");
    TestCertificates ours = new TestCertificates("Test authority of git");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server;
    if (scheme.equals("https")) {
      HttpsServer secure = HttpsServer.create(any, 0);
      secure.setHttpsConfigurator(
          new HttpsConfigurator(
              ours.issue("git", "dns:localhost,ip:127.0.0.1", -1, 10).serverContext()));
      server = secure;
    } else {
      server = HttpServer.create(any, 0);
    }
    server.createContext("/", exchange -> serve(backend, exchange));
    server.start();
    try {
      Path password = Files.writeString(secrets.resolve("password"), "s3cret\n");
      String url = scheme + "://localhost:" + server.getAddress().getPort() + "/.git";
      Optional<Path> authority = Optional.of(ours.authority());
      assertThat(over(url, password, authority).fetch(null, documents))
          .isEqualTo(Fetched.whole(first));
      assertThat(documents.labels()).containsExactly("com.example/a 1");
      assertThat(over(url, password, authority).fetch(first, documents).news()).isFalse();
      Files.writeString(password, "wrong\n");
      assertThatThrownBy(() -> over(url, password, authority).fetch(null, documents))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("not authorized")
          .hasMessageNotContaining("wrong");
      if (scheme.equals("https")) {
        assertThatThrownBy(() -> over(url, password, Optional.empty()).fetch(null, documents))
            .isInstanceOf(CatalogException.class)
            .hasMessageContaining("certif");
      }
    } finally {
      server.stop(0);
    }
  }

  private static Fetch over(String url, Path password, Optional<Path> authority) {
    return new GitFetch(
        new Place(url, Optional.of("main"), Optional.empty(), Optional.empty(), "registry.json"),
        new Login(Optional.of("ada"), Optional.of(password), Optional.empty(), Optional.empty()),
        new RemoteClient(
            new Access(authority, Optional.empty(), true, true),
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30), 0)),
        true);
  }

  /** An ssh server that runs git's own program, asked with a key. */
  @Test
  void aRepositoryIsReadOverSshWithAKey() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "ssh is not installed here");
    String first = commit("registry.json", "1");
    Path key = key("client");
    Path hostKey = key("host");
    PublicKeyEntry known = PublicKeyEntry.parsePublicKeyEntry(Files.readString(pub(key)));
    try (SshServer server = SshServer.setUpDefaultServer()) {
      server.setHost("127.0.0.1");
      server.setPort(0);
      server.setKeyPairProvider(new FileKeyPairProvider(hostKey));
      server.setPublickeyAuthenticator((user, offered, session) ->
          user.equals("git") && PublicKeyEntry.toString(offered).equals(words(known)));
      server.setCommandFactory((channel, command) ->
          new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
      server.start();
      String url = "ssh://localhost:" + server.getPort() + folder + "/.git";
      Path hosts =
          Files.writeString(
              secrets.resolve("hosts"), "localhost " + Files.readString(pub(hostKey)));
      assertThat(overSsh(url, key, hosts).fetch(null, documents)).isEqualTo(Fetched.whole(first));
      assertThat(documents.labels()).containsExactly("com.example/a 1");
      assertThat(overSsh(url, key, hosts).fetch(first, documents).news()).isFalse();

      assertThatThrownBy(() -> overSsh(url, hostKey, hosts).fetch(null, documents))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("Permission denied");
      Path strangers =
          Files.writeString(
              secrets.resolve("strangers"), "localhost " + Files.readString(pub(key)));
      assertThatThrownBy(() -> overSsh(url, key, strangers).fetch(null, documents))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("ost key verification failed");
    }
  }

  private static String words(PublicKeyEntry entry) {
    return entry.getKeyType() + " " + Base64.getEncoder().encodeToString(entry.getKeyData());
  }

  private static Path pub(Path key) {
    return key.resolveSibling(key.getFileName() + ".pub");
  }

  private Path key(String name) throws Exception {
    Path key = secrets.resolve(name);
    Process made =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return key;
  }

  private static Fetch overSsh(String url, Path key, Path hosts) {
    return new GitFetch(
        new Place(url, Optional.of("main"), Optional.empty(), Optional.empty(), "registry.json"),
        new Login(Optional.empty(), Optional.empty(), Optional.of(key), Optional.of(hosts)),
        new RemoteClient(
            new Access(Optional.empty(), Optional.empty(), true, true),
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30), 0)),
        true);
  }

  private void serve(Path backend, HttpExchange exchange) throws IOException {
    String login = Base64.getEncoder().encodeToString("ada:s3cret".getBytes(UTF_8));
    if (!("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    ProcessBuilder cgi = new ProcessBuilder(backend.toString());
    Map<String, String> environment = cgi.environment();
    environment.put("GIT_PROJECT_ROOT", folder.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("GIT_CONFIG_COUNT", "1");
    environment.put("GIT_CONFIG_KEY_0", "safe.directory");
    environment.put("GIT_CONFIG_VALUE_0", "*");
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("QUERY_STRING", Objects.toString(exchange.getRequestURI().getQuery(), ""));
    environment.put(
        "CONTENT_TYPE",
        Objects.toString(exchange.getRequestHeaders().getFirst("Content-Type"), ""));
    environment.put(
        "HTTP_GIT_PROTOCOL",
        Objects.toString(exchange.getRequestHeaders().getFirst("Git-Protocol"), ""));
    byte[] body = exchange.getRequestBody().readAllBytes();
    environment.put("CONTENT_LENGTH", String.valueOf(body.length));
    environment.put(
        "HTTP_CONTENT_ENCODING",
        Objects.toString(exchange.getRequestHeaders().getFirst("Content-Encoding"), ""));
    Process process = cgi.start();
    process.getOutputStream().write(body);
    process.getOutputStream().close();
    byte[] answer = process.getInputStream().readAllBytes();
    String head = new String(answer, ISO_8859_1);
    int end = head.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : head.substring(0, end).split("\r\n", -1)) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
    }
    exchange.sendResponseHeaders(status, answer.length - end - 4);
    exchange.getResponseBody().write(answer, end + 4, answer.length - end - 4);
    exchange.close();
  }
}
