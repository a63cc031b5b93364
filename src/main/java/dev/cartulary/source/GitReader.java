package dev.cartulary.source;

import dev.cartulary.config.ConfigNode;
import dev.cartulary.source.SourceKind.GitRepository;
import dev.cartulary.source.SourceKind.GitRepository.Revision;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the {@code git} block of a source. */
final class GitReader {

  private static final String DEFAULT_PATH = "registry.json";
  private static final String REPOSITORY_FIX =
      "Write its URL, such as https://example.com/team/catalog.git";

  /** As {@code git clone} takes it: {@code git@example.com:team/catalog.git}. */
  private static final Pattern SHORT_SSH =
      Pattern.compile("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:(?!/)[^\\s\\\\]+");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** What git itself refuses in the name of a branch or tag. */
  private static final Pattern NO_REF =
      Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|[/.]$|\\.lock$");

  private final DefinitionReading reading;

  GitReader(DefinitionReading reading) {
    this.reading = reading;
  }

  private enum Transport {
    HTTPS,
    HTTP,
    SSH,
    FILE
  }

  Optional<GitRepository> read(ConfigNode block) {
    Revision revision = revision(block);
    Optional<String> path = path(block);
    if (!block.entries().containsKey("repository")) {
      reading.wrong(block, null, "it names no repository", REPOSITORY_FIX);
      return Optional.empty();
    }
    Optional<String> repository = reading.text(block, "repository", REPOSITORY_FIX);
    ConfigNode given = block.under("repository");
    Optional<Transport> transport = repository.flatMap(url -> transport(given, url));
    if (transport.isEmpty()) {
      return Optional.empty();
    }
    ConfigNode auth = block.get("auth").orElse(block);
    boolean hasAuth = block.get("auth").isPresent();
    Optional<String> username =
        hasAuth ? reading.text(auth, "username", "Write who logs in") : Optional.empty();
    Optional<Path> password = hasAuth ? reading.secretFile(auth, "passwordFile") : Optional.empty();
    Optional<Path> key = hasAuth ? reading.secretFile(auth, "keyFile") : Optional.empty();
    Optional<Path> hosts = hasAuth ? reading.secretFile(auth, "knownHostsFile") : Optional.empty();
    judge(auth, transport.get(), username.isPresent(), password, key, hosts);
    return Optional.of(
        new GitRepository(
            repository.get(), revision, path.orElse(DEFAULT_PATH), username, password, key, hosts));
  }

  private void judge(
      ConfigNode auth,
      Transport transport,
      boolean username,
      Optional<Path> password,
      Optional<Path> key,
      Optional<Path> hosts) {
    if (username != password.isPresent()) {
      reading.wrong(
          auth, null, "it has only one of username and passwordFile", "Write both, or neither");
    }
    if (username && transport != Transport.HTTPS) {
      reading.wrong(
          auth,
          null,
          "a password is for repositories over https only",
          "Use an https URL, or remove username and passwordFile");
    }
    if (transport == Transport.SSH && (key.isEmpty() || hosts.isEmpty())) {
      reading.wrong(
          auth,
          null,
          "ssh needs a private key and the host keys that are trusted",
          "Write git.auth.keyFile and git.auth.knownHostsFile");
    }
    if (transport != Transport.SSH && (key.isPresent() || hosts.isPresent())) {
      reading.wrong(
          auth,
          null,
          "keyFile and knownHostsFile are for repositories over ssh only",
          "Use an ssh URL, or remove them");
    }
  }

  private Optional<Transport> transport(ConfigNode given, String repository) {
    if (SHORT_SSH.matcher(repository).matches()) {
      return Optional.of(Transport.SSH);
    }
    try {
      URI url = new URI(repository);
      String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
      String user = Optional.ofNullable(url.getRawUserInfo()).orElse("");
      if (user.contains(":") || (!user.isEmpty() && !scheme.equals("ssh"))) {
        // Not shown: it may hold a password.
        reading.wrong(
            given,
            null,
            "it holds a user or a password",
            "Write username and passwordFile below git.auth");
        return Optional.empty();
      }
      boolean host = url.getHost() != null;
      return switch (scheme) {
        case "https" -> host ? Optional.of(Transport.HTTPS) : none(given, repository);
        case "http" -> host ? Optional.of(Transport.HTTP) : none(given, repository);
        case "ssh" -> host ? Optional.of(Transport.SSH) : none(given, repository);
        case "file" -> Optional.of(Transport.FILE);
        default -> none(given, repository);
      };
    } catch (URISyntaxException e) {
      return none(given, repository);
    }
  }

  private Optional<Transport> none(ConfigNode given, String repository) {
    reading.wrong(
        given, repository, "it is not a URL with https, http, ssh or file", REPOSITORY_FIX);
    return Optional.empty();
  }

  private Revision revision(ConfigNode block) {
    List<String> given =
        Stream.of("branch", "tag", "commit").filter(block.entries()::containsKey).toList();
    if (given.size() > 1) {
      reading.wrong(
          block.under(given.get(1)),
          null,
          "it names " + String.join(" and ", given) + ", and can name only one",
          "Keep one of branch, tag and commit");
    }
    Optional<String> commit = reading.text(block, "commit", "Write the commit's full id");
    commit
        .filter(id -> !COMMIT.matcher(id).matches())
        .ifPresent(id ->
            reading.wrong(
                block.under("commit"),
                id,
                "it is not the full id of a commit",
                "Write its 40 hexadecimal digits in lower case"));
    return new Revision(ref(block, "branch"), ref(block, "tag"), commit);
  }

  private Optional<String> ref(ConfigNode block, String key) {
    Optional<String> name = reading.text(block, key, "Write its name, such as main");
    name.filter(ref -> ref.length() > 255 || NO_REF.matcher(ref).find())
        .ifPresent(ref ->
            reading.wrong(
                block.under(key),
                ref,
                "it is not the name of a " + key,
                "Write its name as git branch or git tag shows it"));
    return name;
  }

  private Optional<String> path(ConfigNode block) {
    Optional<String> path = reading.text(block, "path", "Write the path of a file or directory");
    if (path.isEmpty()) {
      return path;
    }
    String plain = path.get().replaceAll("/+$", "");
    boolean outside =
        plain.startsWith("/")
            || plain.contains("\\")
            || plain.contains("//")
            || Stream.of(plain.split("/", -1)).anyMatch(s -> s.equals("..") || s.equals(".git"));
    if (outside && !plain.isEmpty()) {
      reading.wrong(
          block.under("path"),
          path.get(),
          "it is not a path within the repository",
          "Write it from the repository's top on, without .. and a leading slash");
    }
    return Optional.of(plain.isEmpty() ? "." : plain);
  }
}
