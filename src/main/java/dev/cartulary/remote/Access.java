package dev.cartulary.remote;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How URLs are fetched.
 *
 * @param authorities PEM file of the certificate authorities trusted for them; empty for those the
 *     system trusts
 * @param bearerFile whose content is sent as a bearer token
 * @param privateAddresses whether they may lead to addresses that are not public
 * @param insecureUrls whether http will do
 * @param closed for a message: why addresses that are not public may not be reached
 */
public record Access(
    Optional<Path> authorities,
    Optional<Path> bearerFile,
    boolean privateAddresses,
    boolean insecureUrls,
    String closed) {

  /** As an identity provider is fetched from. */
  public Access(
      Optional<Path> authorities,
      Optional<Path> bearerFile,
      boolean privateAddresses,
      boolean insecureUrls) {
    this(authorities, bearerFile, privateAddresses, insecureUrls, "allowPrivateIP is not true");
  }
}
