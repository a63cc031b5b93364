package dev.cartulary.source.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rules for a server's document that publish, edit and validate of the MCP Registry API share:
 * which schema it names, and what no schema says.
 */
public final class ServerRules {

  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]");
  private static final Pattern SUBFOLDER = Pattern.compile("[A-Za-z0-9_./-]+");

  private final RepositoryHosts repositories;

  public ServerRules(RepositoryHosts repositories) {
    this.repositories = repositories;
  }

  /** What is wrong with a document whose members have the right types; empty where nothing is. */
  public List<Issue> check(JsonNode server) {
    Issues issues = new Issues();
    SchemaRevision.check(Json.text(server, "$schema"), issues);
    checkName(Json.text(server, "name"), issues);
    VersionRules.check(Json.text(server, "version"), "version", issues);
    checkRepository(server.path("repository"), issues);
    checkWebsite(Json.text(server, "websiteUrl"), issues);
    String title = Json.text(server, "title");
    if (!title.isEmpty() && title.isBlank()) {
      issues.semantic("title", "title-whitespace-only", "title must not be blank");
    }
    for (int i = 0; i < server.path("icons").size(); i++) {
      checkIcon(Json.text(server.path("icons").path(i), "src"), "icons[" + i + "].src", issues);
    }
    for (int i = 0; i < server.path("packages").size(); i++) {
      PackageRules.check(server.path("packages").path(i), "packages[" + i + "]", issues);
    }
    for (int i = 0; i < server.path("remotes").size(); i++) {
      TransportRules.checkRemote(server.path("remotes").path(i), "remotes[" + i + "]", issues);
    }
    return issues.all();
  }

  private static void checkName(String name, Issues issues) {
    int slash = name.indexOf('/');
    String wrong = null;
    if (name.isEmpty()) {
      wrong = "server name is required and must be a string";
    } else if (slash < 0) {
      wrong = "server name must be in format 'dns-namespace/name' (e.g., 'com.example.api/server')";
    } else if (name.indexOf('/', slash + 1) >= 0) {
      wrong = "server name cannot contain multiple slashes";
    } else if (slash == 0 || slash == name.length() - 1) {
      wrong = "server name must be in format 'dns-namespace/name' with non-empty parts";
    } else if (!NAMESPACE.matcher(name.substring(0, slash)).matches()) {
      wrong =
          "the namespace of a server name has at least two letters, digits, dots and hyphens, and"
              + " begins and ends with a letter or digit";
    } else if (!NAME.matcher(name.substring(slash + 1)).matches()) {
      wrong =
          "the part of a server name after the slash has at least two letters, digits, dots,"
              + " underscores and hyphens, and begins and ends with a letter or digit";
    }
    if (wrong != null) {
      issues.semantic("name", "invalid-server-name", wrong);
    }
  }

  private void checkRepository(JsonNode repository, Issues issues) {
    String url = Json.text(repository, "url");
    String source = Json.text(repository, "source");
    if (!url.isEmpty() || !source.isEmpty()) {
      repositories
          .problem(source, url)
          .ifPresent(wrong -> issues.semantic("repository", "invalid-repository-url", wrong));
    }
    String subfolder = Json.text(repository, "subfolder");
    if (!subfolder.isEmpty() && !isSubfolder(subfolder)) {
      issues.semantic(
          "repository.subfolder",
          "invalid-subfolder-path",
          "subfolder must be a relative path such as packages/server, without . and .. and without"
              + " a slash at its end");
    }
  }

  private static boolean isSubfolder(String path) {
    return SUBFOLDER.matcher(path).matches()
        && List.of(path.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private static void checkWebsite(String url, Issues issues) {
    checkHttps(
        url,
        "websiteUrl",
        "invalid-website-url",
        "website-url-must-be-absolute",
        "website-url-invalid-scheme",
        issues);
  }

  private static void checkIcon(String url, String path, Issues issues) {
    checkHttps(
        url,
        path,
        "icon-src-invalid-url",
        "icon-src-not-absolute",
        "icon-src-invalid-scheme",
        issues);
  }

  private static void checkHttps(
      String url, String path, String invalid, String relative, String otherScheme, Issues issues) {
    if (url.isEmpty()) {
      return;
    }
    try {
      String scheme = new URI(url).getScheme();
      if (scheme == null) {
        issues.semantic(path, relative, "it must be absolute, with https://: " + url);
      } else if (!scheme.equalsIgnoreCase("https")) {
        issues.semantic(path, otherScheme, "it must begin with https://: " + url);
      }
    } catch (URISyntaxException e) {
      issues.semantic(path, invalid, "it is not a URL: " + url);
    }
  }
}
