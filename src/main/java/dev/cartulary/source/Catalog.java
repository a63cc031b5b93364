package dev.cartulary.source;

import java.util.List;

/**
 * A catalog file after its checks.
 *
 * @param entries what can be served
 * @param refusals what cannot, and why
 */
record Catalog(List<CatalogEntry> entries, List<Refusal> refusals) {

  /**
   * An entry that is left out.
   *
   * @param place where it stands in the file, {@code data.servers[3]}
   * @param name its name and version as far as they can be told
   * @param reason what is wrong with it
   */
  record Refusal(String place, String name, String reason) {

    /** The refusal as one line for a person. */
    String sentence() {
      return place + " (" + name + "): " + reason;
    }
  }
}
