package dev.cartulary.registry.ownership;

import java.net.URI;
import java.util.List;

/** The registries of one type of packages, by their base URLs. */
record BaseUrls(List<String> urls) {

  BaseUrls {
    urls = List.copyOf(urls);
  }

  /** The one that a package names, or the first one where it names none. */
  URI of(NamedPackage given) throws Unproven {
    String named = given.baseUrl().replaceFirst("/+$", "");
    if (urls.isEmpty() || (!named.isEmpty() && !urls.contains(named))) {
      throw new Unproven(
          "registryBaseUrl "
              + (named.isEmpty() ? "of " + given.type() : named)
              + " is not allowed; allowed are: "
              + String.join(", ", urls));
    }
    return URI.create(named.isEmpty() ? urls.get(0) : named);
  }
}
