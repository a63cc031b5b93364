package dev.cartulary.registry.ownership;

import dev.cartulary.remote.FetchFailed;

/** How packages of one type prove to which server they belong. */
interface PackageProof {

  /**
   * Asks the package's registry.
   *
   * @throws Unproven where it does not name the server
   * @throws FetchFailed where that cannot be found out
   */
  void check(NamedPackage given) throws Unproven, FetchFailed;
}
