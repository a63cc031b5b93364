package dev.cartulary.source.format;

/** The forms of a catalog file that are understood. */
public enum CatalogFormat {
  UPSTREAM("the upstream registry format of ToolHive"),
  ANSWER("answers of the MCP Registry API"),
  LIST("a list of server.json documents"),
  DOCUMENT("one server.json document");

  private final String words;

  CatalogFormat(String words) {
    this.words = words;
  }

  /** For a message. */
  public String words() {
    return words;
  }
}
