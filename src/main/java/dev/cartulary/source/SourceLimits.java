package dev.cartulary.source;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.source.SourceKind.CatalogDocument;
import dev.cartulary.source.SourceKind.GitRepository;
import dev.cartulary.source.SourceKind.UpstreamRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What sources that are made over the API may read: who may make one could read every file of the
 * process, and every host that it reaches, otherwise. To be asked when one is made, and again
 * before each reading: files change, and so do settings.
 */
@Singleton
public class SourceLimits {

  private final List<Path> files;
  private final List<Path> secrets;
  private final boolean privateNetwork;

  SourceLimits(Settings settings) {
    this.files = folders(settings, Setting.CATALOG_FILE_FOLDERS);
    this.secrets = folders(settings, Setting.CATALOG_SECRET_FOLDERS);
    this.privateNetwork =
        settings.choice(Setting.CATALOG_PRIVATE_NETWORK).orElse("false").equals("true");
  }

  private static List<Path> folders(Settings settings, Setting setting) {
    return Stream.of(settings.get(setting).orElse("").split(",", -1))
        .map(String::strip)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> real(settings.workingDirectory().resolve(folder)))
        .toList();
  }

  /**
   * What the source may not do; nothing where the configuration describes it.
   *
   * @return findings that name the members; empty where it may be read
   */
  public List<Finding> refusals(SourceDefinition source, DefinitionOrigin origin) {
    List<Finding> findings = new ArrayList<>();
    if (origin != DefinitionOrigin.API) {
      return findings;
    }
    secret(SourceNetwork.AUTHORITIES, source.network().authorities(), findings);
    if (source.network().privateAddresses() && !privateNetwork) {
      findings.add(
          new Finding(
              SourceNetwork.PRIVATE_ADDRESSES,
              "true",
              "the server does not let sources that are made over the API reach private addresses",
              "Leave it out, or start the server with "
                  + Setting.CATALOG_PRIVATE_NETWORK.variable()
                  + "=true"));
    }
    if (source.kind() instanceof CatalogDocument document) {
      document
          .path()
          .ifPresent(path -> within(Setting.CATALOG_FILE_FOLDERS, "file.path", path, findings));
    } else if (source.kind() instanceof GitRepository git) {
      local(git)
          .ifPresent(
              path -> within(Setting.CATALOG_FILE_FOLDERS, "git.repository", path, findings));
      secret("git.auth.passwordFile", git.passwordFile(), findings);
      secret("git.auth.keyFile", git.keyFile(), findings);
      secret("git.auth.knownHostsFile", git.knownHostsFile(), findings);
    } else if (source.kind() instanceof UpstreamRegistry upstream) {
      secret("api.tokenFile", upstream.tokenFile(), findings);
    }
    return findings;
  }

  private static Optional<Path> local(GitRepository git) {
    return git.repository().startsWith("file:")
        ? Optional.of(
            Path.of(Optional.ofNullable(URI.create(git.repository()).getPath()).orElse("/")))
        : Optional.empty();
  }

  private void secret(String field, Optional<Path> file, List<Finding> findings) {
    file.ifPresent(path -> within(Setting.CATALOG_SECRET_FOLDERS, field, path, findings));
  }

  private void within(Setting setting, String field, Path path, List<Finding> findings) {
    List<Path> folders = setting == Setting.CATALOG_SECRET_FOLDERS ? secrets : files;
    Path real = real(path);
    if (folders.stream().noneMatch(folder -> !real.equals(folder) && real.startsWith(folder))) {
      findings.add(
          new Finding(
              field,
              path.toString(),
              "it is not in a folder that sources which are made over the API may read",
              "Choose a file below one of the folders of "
                  + setting.variable()
                  + ", or have the server's operator add its folder"));
    }
  }

  /** Where links lead; where there is no such file, where the nearest folder that exists leads. */
  private static Path real(Path path) {
    Path plain = path.toAbsolutePath().normalize();
    try {
      return plain.toRealPath();
    } catch (IOException missing) {
      Path parent = plain.getParent();
      Path name = plain.getFileName();
      return parent == null || name == null ? plain : real(parent).resolve(name);
    }
  }
}
