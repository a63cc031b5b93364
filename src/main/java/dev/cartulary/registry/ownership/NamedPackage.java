package dev.cartulary.registry.ownership;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A package of a server, its absent texts empty.
 *
 * @param server the server's name, which the package must have
 */
record NamedPackage(
    String server,
    String type,
    String identifier,
    String version,
    String baseUrl,
    String fileSha256) {

  static NamedPackage of(String server, JsonNode given) {
    return new NamedPackage(
        server,
        given.path("registryType").asText(""),
        given.path("identifier").asText(""),
        given.path("version").asText(""),
        given.path("registryBaseUrl").asText(""),
        given.path("fileSha256").asText(""));
  }

  /** A version is there, and no hash of a file. */
  void requireVersion() throws Unproven {
    if (version.isEmpty()) {
      throw new Unproven("packages of type " + type + " must have a version");
    }
    if (!fileSha256.isEmpty()) {
      throw new Unproven("packages of type " + type + " must not have fileSha256");
    }
  }

  /** The identifier says it all. */
  void requireIdentifierAlone() throws Unproven {
    if (!baseUrl.isEmpty()) {
      throw new Unproven(
          "packages of type "
              + type
              + " must not have registryBaseUrl; write it all in identifier");
    }
  }
}
