package dev.cartulary.registry.ownership;

import dev.cartulary.registry.ownership.PackageHosts.Reply;
import dev.cartulary.remote.FetchFailed;
import java.net.URI;

/** The description of a version has the marker. */
record PypiProof(BaseUrls bases, PackageHosts hosts) implements PackageProof {

  @Override
  public void check(NamedPackage given) throws Unproven, FetchFailed {
    given.requireVersion();
    URI base = bases.of(given);
    Reply reply =
        hosts.get(
            URI.create(
                base
                    + "/pypi/"
                    + PackageHosts.segment(given.identifier())
                    + "/"
                    + PackageHosts.segment(given.version())
                    + "/json"),
            "application/json");
    if (reply.status() == 404) {
      throw new Unproven(
          "package " + given.identifier() + " has no version " + given.version() + " at " + base);
    }
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    if (!Marker.isIn(reply.json().path("info").path("description").asText(""), given.server())) {
      throw Marker.missing("the README of package " + given.identifier(), given.server());
    }
  }
}
