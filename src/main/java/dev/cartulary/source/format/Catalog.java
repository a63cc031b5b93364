package dev.cartulary.source.format;

import java.util.List;

/**
 * A catalog file after its checks.
 *
 * @param format what form the file has
 * @param entries what can be served
 * @param refusals what cannot, and why
 * @param notices what else its owner should know
 */
public record Catalog(
    CatalogFormat format,
    List<CatalogEntry> entries,
    List<Refusal> refusals,
    List<String> notices) {

  /**
   * An entry that is left out.
   *
   * @param place where it stands in the file, {@code data.servers[3]}
   * @param name its name and version; empty where it has none
   * @param reason what is wrong with it
   */
  public record Refusal(String place, String name, String reason) {

    /** The refusal as one line for a person. */
    public String sentence() {
      return place + (name.isEmpty() ? "" : " (" + name + ")") + ": " + reason;
    }
  }
}
