package dev.cartulary.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Keeps secrets out of everything that is printed. */
public final class Masking {
  static final String MASK = "***";

  /** Below this length a secret is too likely to be part of an ordinary word to search for it. */
  private static final int SEARCHABLE = 4;

  private static final int LONGEST_SHOWN = 300;

  private Masking() {}

  /**
   * A database URL with its password masked and everything else as it was written.
   *
   * <p>This must hold for text that is no valid URL too, because that is what error messages show:
   * where it is unclear what belongs to the password, more is masked rather than less. Parameters
   * that Cartulary does not know are masked as well; one of them may be a password.
   */
  public static String url(String url) {
    int slashes = url.indexOf("://");
    if (slashes >= 0) {
      return url.substring(0, slashes + 3) + afterScheme(url.substring(slashes + 3));
    }
    int colon = url.indexOf(':');
    if (url.toLowerCase(Locale.ROOT).startsWith("sqlite:")) {
      return query(url);
    }
    int at = url.lastIndexOf('@');
    if (at >= 0) {
      return MASK + query(url.substring(at));
    }
    return colon < 0 ? query(url) : url.substring(0, colon + 1) + MASK;
  }

  private static String afterScheme(String rest) {
    int end = endOfAuthority(rest);
    String authority = rest.substring(0, end);
    String tail = rest.substring(end);
    if (tail.indexOf('@') >= 0) {
      // A raw / ? or # in the password ends the authority early: nothing before the last @ is safe.
      return MASK + query(rest.substring(rest.lastIndexOf('@')));
    }
    return authority(authority) + query(tail);
  }

  private static String authority(String authority) {
    int at = authority.lastIndexOf('@');
    if (at < 0) {
      // Without an @ this is host:port, or user:password whose host was forgotten.
      return ports(authority);
    }
    int colon = authority.indexOf(':');
    boolean password = colon >= 0 && colon < at;
    return (password ? authority.substring(0, colon + 1) + MASK : authority.substring(0, at))
        + authority.substring(at);
  }

  private static String ports(String hosts) {
    List<String> shown = new ArrayList<>();
    for (String host : hosts.split(",", -1)) {
      int bracket = host.indexOf(']');
      int colon = host.indexOf(':', bracket + 1);
      boolean plain = colon < 0 || host.substring(colon + 1).matches("[0-9]{0,5}");
      shown.add(plain ? host : host.substring(0, colon + 1) + MASK);
    }
    return String.join(",", shown);
  }

  /** Masks the values of unknown parameters and any fragment in the part after the authority. */
  private static String query(String tail) {
    int hash = tail.indexOf('#');
    if (hash >= 0) {
      return query(tail.substring(0, hash)) + "#" + MASK;
    }
    int mark = tail.indexOf('?');
    if (mark < 0) {
      return tail;
    }
    List<String> shown = new ArrayList<>();
    for (String parameter : tail.substring(mark + 1).split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? "" : parameter.substring(0, equals);
      boolean safe = parameter.isEmpty() || Setting.ofUrlParameter(name).isPresent();
      shown.add(safe ? parameter : equals < 0 ? MASK : name + "=" + MASK);
    }
    return tail.substring(0, mark + 1) + String.join("&", shown);
  }

  private static int endOfAuthority(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /**
   * The text with every occurrence of these secrets masked; secrets of 1 to 3 letters are not
   * looked for.
   */
  public static String secrets(String text, Collection<Secret> secrets) {
    String masked = text;
    for (Secret secret : secrets) {
      if (secret.reveal().length() >= SEARCHABLE) {
        masked = masked.replace(secret.reveal(), MASK);
      }
    }
    return masked;
  }

  /** The text on one line: control characters as escapes, and cut when very long. */
  public static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(c -> {
          if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            shown.append(String.format("\\u%04x", c));
          } else {
            shown.appendCodePoint(c);
          }
        });
    return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "…" : shown.toString();
  }
}
