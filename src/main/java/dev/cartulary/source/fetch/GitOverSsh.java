package dev.cartulary.source.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Git over the machine's {@code ssh}: it never asks, trusts only known host keys, and connects to
 * the address that was checked.
 */
final class GitOverSsh extends SshSessionFactory {

  private static final int CONNECT_SECONDS = 10;
  private static final int LONGEST_WORDS = 8192;
  private static final int LAST_LINES = 3;

  private final Optional<Path> keyFile;
  private final Optional<Path> knownHostsFile;
  private final boolean privateAddresses;

  /** What ssh said last; JGit does not tell why there is no connection. */
  private @Nullable Path said;

  GitOverSsh(Optional<Path> keyFile, Optional<Path> knownHostsFile, boolean privateAddresses) {
    this.keyFile = keyFile;
    this.knownHostsFile = knownHostsFile;
    this.privateAddresses = privateAddresses;
  }

  @Override
  public RemoteSession getSession(
      URIish url, CredentialsProvider credentials, FS fs, int timeoutMillis)
      throws TransportException {
    List<String> command = command(url);
    return new RemoteSession() {
      @Override
      public Process exec(String remote, int timeoutSeconds) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add(remote);
        try {
          return new EndingProcess(new ProcessBuilder(all).redirectError(words().toFile()).start());
        } catch (IOException e) {
          throw new TransportException(
              url, "the program ssh, which git over ssh needs, cannot be started here", e);
        }
      }

      @Override
      public void disconnect() {}
    };
  }

  private List<String> command(URIish url) throws TransportException {
    String address;
    try {
      address =
          RemoteHost.of(
                  url.getHost(), url.getPort(), privateAddresses, "allowPrivateNetwork is not true")
              .addresses()
              .get(0)
              .getHostAddress();
    } catch (FetchFailed e) {
      throw new TransportException(url, e.getMessage(), e);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "ssh",
                "-F",
                "none",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "ConnectTimeout=" + CONNECT_SECONDS,
                "-o",
                "ServerAliveInterval=15",
                "-o",
                "HostKeyAlias=" + url.getHost()));
    keyFile.ifPresent(
        key -> command.addAll(List.of("-i", key.toString(), "-o", "IdentitiesOnly=yes")));
    knownHostsFile.ifPresent(hosts -> command.addAll(List.of("-o", "UserKnownHostsFile=" + hosts)));
    if (url.getPort() > 0) {
      command.addAll(List.of("-p", String.valueOf(url.getPort())));
    }
    command.addAll(List.of("-l", url.getUser() == null ? "git" : url.getUser()));
    command.addAll(List.of("--", address));
    return command;
  }

  private Path words() throws IOException {
    Path words = said;
    if (words == null) {
      words = Files.createTempFile("cartulary-ssh-", ".txt");
      said = words;
    }
    return words;
  }

  /** What ssh, or the git on the other side, said since it was asked last; empty for nothing. */
  String said() throws IOException {
    Path words = said;
    said = null;
    if (words == null) {
      return "";
    }
    try (InputStream stream = Files.newInputStream(words)) {
      List<String> lines =
          new String(stream.readNBytes(LONGEST_WORDS), UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      // What comes before the reason is for people who connect by hand.
      return String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } finally {
      Files.deleteIfExists(words);
    }
  }

  @Override
  public void releaseSession(RemoteSession session) {
    session.disconnect();
  }

  @Override
  public String getType() {
    return "ssh";
  }
}
