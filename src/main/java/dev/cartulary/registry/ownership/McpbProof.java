package dev.cartulary.registry.ownership;

import dev.cartulary.registry.ownership.PackageHosts.Reply;
import dev.cartulary.remote.FetchFailed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A bundle is a file of a release at a host of source code, and is there. */
record McpbProof(List<String> allowed, PackageHosts hosts) implements PackageProof {

  private static final Pattern RELEASE =
      Pattern.compile(
          ".*/(?:releases/download/[^/]+|-/releases/[^/]+/downloads|-/package_files/[^/]+|packages/[^/]+)/.+");

  McpbProof {
    allowed = List.copyOf(allowed);
  }

  @Override
  public void check(NamedPackage given) throws Unproven, FetchFailed {
    given.requireIdentifierAlone();
    if (given.fileSha256().isEmpty()) {
      throw new Unproven("packages of type mcpb must have fileSha256");
    }
    URI url = url(given.identifier());
    if (!given.identifier().toLowerCase(Locale.ROOT).contains("mcp")) {
      throw new Unproven("the URL of a bundle must contain mcp: " + url);
    }
    Reply reply = hosts.head(url);
    if (reply.isTransient()) {
      throw reply.unexpected();
    }
    if (reply.status() != 200) {
      throw new Unproven(url + " is not public: it answers " + reply.status());
    }
  }

  private URI url(String identifier) throws Unproven {
    try {
      URI url = new URI(identifier);
      String host =
          String.valueOf(url.getRawAuthority())
              .toLowerCase(Locale.ROOT)
              .replaceFirst("^www\\.", "");
      boolean secure = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (!secure || !allowed.contains(host)) {
        throw new Unproven(
            "a bundle must be an https URL at one of these hosts: " + String.join(", ", allowed));
      }
      if (!RELEASE.matcher(String.valueOf(url.getRawPath())).matches()) {
        throw new Unproven("a bundle must be a file of a release: " + identifier);
      }
      return url;
    } catch (URISyntaxException e) {
      throw new Unproven("identifier is not a URL: " + identifier);
    }
  }
}
