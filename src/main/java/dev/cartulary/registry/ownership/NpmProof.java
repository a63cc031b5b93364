package dev.cartulary.registry.ownership;

import dev.cartulary.registry.ownership.PackageHosts.Reply;
import dev.cartulary.remote.FetchFailed;
import java.net.URI;

/** The member {@code mcpName} of a package's description names the server. */
record NpmProof(BaseUrls bases, PackageHosts hosts) implements PackageProof {

  @Override
  public void check(NamedPackage given) throws Unproven, FetchFailed {
    given.requireVersion();
    URI base = bases.of(given);
    Reply reply =
        hosts.get(
            URI.create(
                base
                    + "/"
                    + PackageHosts.segment(given.identifier())
                    + "/"
                    + PackageHosts.segment(given.version())),
            "application/json");
    if (reply.status() == 404) {
      throw new Unproven(
          "package " + given.identifier() + " has no version " + given.version() + " at " + base);
    }
    if (reply.status() != 200) {
      throw reply.unexpected();
    }
    String name = reply.json().path("mcpName").asText("");
    if (name.isEmpty()) {
      throw new Unproven(
          "package "
              + given.identifier()
              + " has no mcpName: add \"mcpName\": \""
              + given.server()
              + "\" to its package.json and publish it again");
    }
    if (!name.equals(given.server())) {
      throw new Unproven(
          "mcpName of package " + given.identifier() + " is " + name + ", not " + given.server());
    }
  }
}
