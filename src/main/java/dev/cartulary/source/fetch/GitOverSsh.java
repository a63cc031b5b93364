package dev.cartulary.source.fetch;

import dev.cartulary.remote.FetchFailed;
import dev.cartulary.remote.RemoteHost;
import java.io.IOException;
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

/**
 * Git over the machine's {@code ssh}: it never asks, trusts only known host keys, and connects to
 * the address that was checked.
 */
final class GitOverSsh extends SshSessionFactory {

  private static final int CONNECT_SECONDS = 10;

  private final Optional<Path> keyFile;
  private final Optional<Path> knownHostsFile;
  private final boolean privateAddresses;

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
          return new ProcessBuilder(all).start();
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
          RemoteHost.of(url.getHost(), url.getPort(), privateAddresses, "allowPrivateNetwork")
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

  @Override
  public void releaseSession(RemoteSession session) {
    session.disconnect();
  }

  @Override
  public String getType() {
    return "ssh";
  }
}
