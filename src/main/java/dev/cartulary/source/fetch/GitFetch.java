package dev.cartulary.source.fetch;

import dev.cartulary.config.Secret;
import dev.cartulary.problem.Causes;
import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteClient;
import dev.cartulary.remote.RemoteFetch;
import dev.cartulary.source.format.CatalogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.BatchingProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Catalog files in a git repository. One commit is fetched, without its history, into a folder that
 * is removed afterwards; where the branch still points at the commit that was read last, nothing is
 * fetched. The state is that commit.
 */
public final class GitFetch implements Fetch {

  private static final int TIMEOUT_SECONDS = 60;
  private static final List<String> SCHEMES = List.of("https", "http", "ssh", "file");
  private static final String FETCHED = "refs/cartulary/fetched";

  /**
   * What is read.
   *
   * @param repository its URL: https, ssh (also {@code git@host:path}) or file
   * @param branch at most one of branch, tag and commit; else the remote's HEAD
   * @param path a file or a directory in it
   */
  public record Place(
      String repository,
      Optional<String> branch,
      Optional<String> tag,
      Optional<String> commit,
      String path) {}

  /**
   * Who asks.
   *
   * @param username with passwordFile: for https
   * @param keyFile the private key for ssh
   * @param knownHostsFile the host keys that are trusted for ssh
   */
  public record Login(
      Optional<String> username,
      Optional<Path> passwordFile,
      Optional<Path> keyFile,
      Optional<Path> knownHostsFile) {}

  private final Place place;
  private final Login login;
  private final RemoteClient client;
  private final GitOverSsh ssh;

  /**
   * The repository.
   *
   * @param client for https
   * @param privateAddresses whether ssh may go to an address that is not public
   */
  public GitFetch(Place place, Login login, RemoteClient client, boolean privateAddresses) {
    this.place = place;
    this.login = login;
    this.client = client;
    this.ssh = new GitOverSsh(login.keyFile(), login.knownHostsFile(), privateAddresses);
    GitConfiguration.ignoreThatOfTheMachine();
  }

  @Override
  public boolean mayHaveNews(@Nullable String state) {
    return true;
  }

  @Override
  public Fetched fetch(@Nullable String state, Documents into) throws CatalogException {
    try {
      URIish url = url();
      ObjectId commit = remoteCommit(url);
      if (commit.name().equals(state)) {
        return Fetched.unchanged(state);
      }
      Path folder = Files.createTempDirectory("cartulary-git-");
      try (Repository repository =
          new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
        repository.create(true);
        fetch(repository, url, commit, into);
        GitTree.read(repository, commit, place.path(), into);
      } finally {
        remove(folder);
      }
      return Fetched.whole(commit.name());
    } catch (URISyntaxException e) {
      throw new CatalogException(place.repository() + " is not the URL of a git repository", e);
    } catch (IOException | FetchFailed e) {
      throw new CatalogException(place.repository() + ": " + reason(e), e);
    } finally {
      String unused = said();
    }
  }

  private String reason(Exception e) {
    String said = said();
    return said.isEmpty() ? clause(e) : said;
  }

  private String said() {
    try {
      return ssh.said();
    } catch (IOException e) {
      return "";
    }
  }

  private URIish url() throws URISyntaxException, CatalogException {
    URIish url = new URIish(place.repository());
    String scheme = url.getScheme() == null && url.getHost() != null ? "ssh" : url.getScheme();
    if (scheme != null && !SCHEMES.contains(scheme)) {
      throw new CatalogException(
          place.repository() + ": only https, http, ssh and file are read, not " + scheme);
    }
    return url;
  }

  private ObjectId remoteCommit(URIish url) throws IOException, CatalogException, FetchFailed {
    if (place.commit().isPresent()) {
      return ObjectId.fromString(place.commit().get());
    }
    String name =
        place
            .branch()
            .map(branch -> "refs/heads/" + branch)
            .or(() -> place.tag().map(tag -> "refs/tags/" + tag))
            .orElse("HEAD");
    try (Transport transport = prepared(Transport.open(url));
        FetchConnection connection = transport.openFetch()) {
      Map<String, Ref> refs = connection.getRefsMap();
      Ref ref = refs.get(name);
      ObjectId id = ref == null ? null : ref.getPeeledObjectId();
      if (id == null && ref != null) {
        id = ref.getObjectId();
      }
      if (id == null) {
        throw new CatalogException(place.repository() + " has no " + name);
      }
      return id;
    }
  }

  private void fetch(Repository repository, URIish url, ObjectId commit, Documents into)
      throws IOException, FetchFailed, CatalogException {
    try {
      fetch(repository, url, new RefSpec(commit.name() + ":" + FETCHED), 1, into);
    } catch (TransportException e) {
      if (place.commit().isEmpty()) {
        throw e;
      }
      // Not every server gives a commit that no branch ends with.
      fetch(repository, url, new RefSpec("+refs/heads/*:refs/heads/*"), 0, into);
    }
    if (!repository.getObjectDatabase().has(commit)) {
      throw new CatalogException(place.repository() + " has no commit " + commit.name());
    }
  }

  private void fetch(Repository repository, URIish url, RefSpec what, int depth, Documents into)
      throws IOException, FetchFailed {
    try (Transport transport = prepared(Transport.open(repository, url))) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      if (depth > 0) {
        transport.setDepth(depth);
      }
      var unused = transport.fetch(new Told(into), List.of(what));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Transport prepared(Transport transport) throws FetchFailed {
    transport.setTimeout(TIMEOUT_SECONDS);
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(new GitOverHttp(client));
    }
    if (transport instanceof SshTransport overSsh) {
      overSsh.setSshSessionFactory(ssh);
    }
    if (login.username().isPresent() && login.passwordFile().isPresent()) {
      Secret password = RemoteFetch.secret(login.passwordFile().get());
      transport.setCredentialsProvider(
          new UsernamePasswordCredentialsProvider(login.username().get(), password.reveal()));
    }
    return transport;
  }

  private static String clause(Exception e) {
    Throwable deepest = Causes.root(e);
    String words = deepest instanceof NotSupportedException ? e.getMessage() : deepest.getMessage();
    return words == null ? e.getClass().getSimpleName() : words;
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }

  /** Tells how far it is. */
  private static final class Told extends BatchingProgressMonitor {

    private final Documents into;

    Told(Documents into) {
      this.into = into;
      setDelayStart(0, TimeUnit.SECONDS);
    }

    private void tell(String task, double done) {
      into.progress(done, task);
    }

    @Override
    protected void onUpdate(String task, int done, Duration duration) {
      tell(task, 0);
    }

    @Override
    protected void onEndTask(String task, int done, Duration duration) {
      tell(task, 0);
    }

    @Override
    protected void onUpdate(String task, int done, int of, int percent, Duration duration) {
      tell(task, percent / 200.0);
    }

    @Override
    protected void onEndTask(String task, int done, int of, int percent, Duration duration) {
      tell(task, percent / 200.0);
    }
  }
}
