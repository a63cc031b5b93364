package dev.cartulary.registry.ownership;

import java.util.regex.Pattern;

/** The line of a README by which a package names its server: {@code mcp-name: NAME}. */
final class Marker {

  private Marker() {}

  /** Whether the text has the marker of this name, and not that of a longer one. */
  static boolean isIn(String text, String server) {
    return Pattern.compile("mcp-name: " + Pattern.quote(server) + "(?![A-Za-z0-9._/-])")
        .matcher(text)
        .find();
  }

  static Unproven missing(String what, String server) {
    return new Unproven(
        what
            + " does not name the server: write \"mcp-name: "
            + server
            + "\" into it, as a line of its own");
  }
}
