package dev.cartulary.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a source's URLs may lead, and whom they trust.
 *
 * @param privateAddresses whether they may lead to addresses that are not public
 * @param authorities PEM file of the certificate authorities that are trusted for them; empty for
 *     those of the Java platform
 */
public record SourceNetwork(boolean privateAddresses, Optional<Path> authorities) {

  static final String PRIVATE_ADDRESSES = "allowPrivateNetwork";
  static final String AUTHORITIES = "caCertPath";

  static final SourceNetwork PUBLIC = new SourceNetwork(false, Optional.empty());
  static final SourceNetwork ANY = new SourceNetwork(true, Optional.empty());
}
