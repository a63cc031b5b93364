package dev.cartulary.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a client has a state already. The tags of the registry API are weak: an answer is
 * sent with and without compression under the same one (RFC 9110, 8.8.3.3).
 */
public final class EntityTags {

  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"");

  private EntityTags() {}

  /**
   * Whether {@code If-None-Match} names the state, by weak comparison (RFC 9110, 13.1.2): proxies
   * that compress make strong tags weak.
   *
   * @param lines the values of the header
   * @param tag the state's opaque tag, without quotes
   */
  public static boolean known(List<String> lines, String tag) {
    for (String line : lines) {
      if (line.strip().equals("*")) {
        return true;
      }
      Matcher given = TAG.matcher(line);
      while (given.find()) {
        if (given.group(1).equals(tag)) {
          return true;
        }
      }
    }
    return false;
  }
}
