package dev.cartulary.registry.ownership;

import dev.cartulary.registry.ownership.PackageHosts.Reply;
import dev.cartulary.remote.FetchFailed;
import java.net.URI;

/** The README of a version has the marker; the registry says where the README is. */
record CargoProof(BaseUrls bases, PackageHosts hosts) implements PackageProof {

  @Override
  public void check(NamedPackage given) throws Unproven, FetchFailed {
    given.requireVersion();
    URI base = bases.of(given);
    String version =
        base
            + "/api/v1/crates/"
            + PackageHosts.segment(given.identifier())
            + "/"
            + PackageHosts.segment(given.version());
    Reply place = hosts.get(URI.create(version + "/readme"), "application/json");
    if (place.status() == 404) {
      throw none(given, base);
    }
    if (place.status() != 200) {
      throw place.unexpected();
    }
    URI url = readme(base, place);
    Reply readme = hosts.get(url, "text/html, */*");
    if (readme.status() == 403 || readme.status() == 404) { // which a store says of both
      if (hosts.get(URI.create(version), "application/json").status() == 200) {
        throw new Unproven(
            "version " + given.version() + " of crate " + given.identifier() + " has no README");
      }
      throw none(given, base);
    }
    if (readme.status() != 200) {
      throw readme.unexpected();
    }
    if (!Marker.isIn(readme.body(), given.server())) {
      throw Marker.missing("the README of crate " + given.identifier(), given.server());
    }
  }

  private static Unproven none(NamedPackage given, URI base) {
    return new Unproven(
        "crate " + given.identifier() + " has no version " + given.version() + " at " + base);
  }

  /** At the registry itself or its store of static files. */
  private static URI readme(URI base, Reply place) throws FetchFailed {
    try {
      URI url = base.resolve(place.json().path("url").asText(""));
      String host = String.valueOf(url.getRawAuthority());
      if (host.equals(base.getRawAuthority()) || host.equals("static." + base.getRawAuthority())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new FetchFailed(place.url() + " names no URL", e);
    }
    throw new FetchFailed(place.url() + " leads to another host");
  }
}
