package dev.cartulary.registry.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cartulary.registry.ownership.PackageHosts.Reply;
import dev.cartulary.remote.FetchFailed;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** The README of a version has the marker; where it is, the service index says. */
final class NugetProof implements PackageProof {

  private static final String README = "ReadmeUriTemplate/";
  private static final String CONTENT = "PackageBaseAddress/";

  private final BaseUrls bases;
  private final PackageHosts hosts;
  private final Cache<URI, JsonNode> indexes =
      Caffeine.newBuilder().maximumSize(20).expireAfterWrite(Duration.ofHours(1)).build();

  NugetProof(BaseUrls bases, PackageHosts hosts) {
    this.bases = bases;
    this.hosts = hosts;
  }

  @Override
  public void check(NamedPackage given) throws Unproven, FetchFailed {
    given.requireVersion();
    URI base = bases.of(given);
    String id = given.identifier().toLowerCase(Locale.ROOT);
    String version = given.version().toLowerCase(Locale.ROOT).replaceFirst("\\+.*", "");
    String template = resource(base, README);
    Reply readme =
        hosts.get(
            URI.create(
                template
                    .replace("{lower_id}", PackageHosts.segment(id))
                    .replace("{lower_version}", PackageHosts.segment(version))),
            "text/plain, text/markdown, */*");
    if (readme.status() == 404) {
      throw missing(base, id, version);
    }
    if (readme.status() != 200) {
      throw readme.unexpected();
    }
    if (!Marker.isIn(readme.body(), given.server())) {
      throw Marker.missing("the README of package " + given.identifier(), given.server());
    }
  }

  private Unproven missing(URI base, String id, String version) throws FetchFailed {
    URI versions =
        URI.create(
            resource(base, CONTENT).replaceFirst("/+$", "")
                + "/"
                + PackageHosts.segment(id)
                + "/index.json");
    Reply reply = hosts.get(versions, "application/json");
    if (reply.status() == 404) {
      return new Unproven("there is no package " + id + " at " + base);
    }
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    for (JsonNode known : reply.json().path("versions")) {
      if (known.asText().equalsIgnoreCase(version)) {
        return new Unproven("version " + version + " of package " + id + " has no README");
      }
    }
    return new Unproven("package " + id + " has no version " + version + " at " + base);
  }

  private String resource(URI base, String type) throws FetchFailed {
    JsonNode index = indexes.getIfPresent(base);
    if (index == null) {
      Reply reply = hosts.get(base, "application/json");
      if (reply.status() != 200) {
        throw reply.unexpected();
      }
      index = reply.json();
      indexes.put(base, index);
    }
    for (JsonNode resource : index.path("resources")) {
      if (resource.path("@type").asText().startsWith(type)) {
        return resource.path("@id").asText();
      }
    }
    throw new FetchFailed(base + " names no " + type.replace("/", ""));
  }
}
