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

  /** The entry is left out. */
  public static final String ERROR = "error";

  /** The entry is taken all the same. */
  public static final String WARNING = "warning";

  /** Takes what is read, in the order of the document. */
  public interface Sink {

    /** An entry that can be served. */
    void take(CatalogEntry entry, String place);

    /** What is wrong with an entry. */
    void refuse(Refusal refusal);
  }

  /**
   * What is wrong with an entry.
   *
   * @param severity {@code error} for one that is left out, {@code warning} for one that is taken
   * @param place where it stands in the file, {@code data.servers[3]}
   * @param name its name and version; empty where it has none
   * @param reason what is wrong with it
   */
  public record Refusal(String severity, String place, String name, String reason) {

    /** Of an entry that is left out. */
    public Refusal(String place, String name, String reason) {
      this(ERROR, place, name, reason);
    }

    /** Whether the entry is left out. */
    public boolean isError() {
      return severity.equals(ERROR);
    }

    /** The refusal as one line for a person. */
    public String sentence() {
      return place + (name.isEmpty() ? "" : " (" + name + ")") + ": " + reason;
    }
  }
}
