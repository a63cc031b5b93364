package dev.cartulary.registry.ownership;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image.
 *
 * @param host empty where none is written
 * @param tag the digest where one is written, else the tag, else {@code latest}
 */
record OciReference(String host, String repository, String tag) {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:((?:[A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+(?::[0-9]{1,5})?|localhost(?::[0-9]{1,5})?|127\\.0\\.0\\.1:[0-9]{1,5})/)?"
              + "([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
              + "(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
              + "(?:@(sha256:[a-f0-9]{64}))?");

  static OciReference of(String text) throws Unproven {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new Unproven("identifier is not the name of an image: " + text);
    }
    String tag = matcher.group(3) == null ? "latest" : matcher.group(3);
    return new OciReference(
        matcher.group(1) == null ? "" : matcher.group(1),
        matcher.group(2),
        matcher.group(4) == null ? tag : matcher.group(4));
  }
}
