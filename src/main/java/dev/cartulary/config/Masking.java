package dev.cartulary.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps secrets out of everything that is printed. */
public final class Masking {
  static final String MASK = "***";

  /** Below this length a secret is too likely to be part of an ordinary word to search for it. */
  private static final int SEARCHABLE = 4;

  private static final int LONGEST_SHOWN = 300;

  /** With a raw slash in the password it goes on to the last @. */
  private static final Pattern LOGIN_IN_URL =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*://)[^\\s/?#]*@|([A-Za-z][A-Za-z0-9+.-]*://)?[^\\s/:@]+:\\S*@");

  private static final Pattern URL_PASSWORD = Pattern.compile("://[^:/?#]*:(.+)@", Pattern.DOTALL);

  /** Masked already, or the name of a database's user. */
  private static final Pattern SHOWN_LOGIN =
      Pattern.compile("[^@]*:\\*{3}@|(?:postgres|postgresql|mysql|mariadb)://[^@:]*@");

  private static final String SECRET_WORD =
      "(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key)";

  private static final Pattern NAMED_SECRET =
      Pattern.compile(
          "(" + SECRET_WORD + "[\"']?\\s*[=:]\\s*|--" + SECRET_WORD + "\\s+)\\S.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Masking() {}

  /**
   * A database URL as it may be shown: its password masked, the rest as it was written.
   *
   * <p>This must hold for text that is no URL too, because that is what error messages show: of
   * what is not understood nothing is shown but a scheme at its beginning. Values of parameters
   * that Cartulary does not know are masked as well; one of them may be a password.
   */
  public static String url(String url) {
    return MaskedUrl.of(url);
  }

  /**
   * Whether the name of a parameter that Cartulary does not know may be shown: it looks like a name
   * and has a value.
   */
  public static boolean showsParameter(String name, String value) {
    return MaskedUrl.showsParameter(name, value);
  }

  /**
   * A value that should hold no secret, and nevertheless may: the login in any URL in it is masked,
   * and everything that follows a word such as {@code password=}.
   */
  public static String value(String text) {
    String masked =
        LOGIN_IN_URL
            .matcher(text)
            .replaceAll(login -> {
              if (SHOWN_LOGIN.matcher(login.group()).matches()) {
                return Matcher.quoteReplacement(login.group());
              }
              String scheme = login.group(1) == null ? login.group(2) : login.group(1);
              return Matcher.quoteReplacement((scheme == null ? "" : scheme) + MASK + "@");
            });
    return NAMED_SECRET.matcher(masked).replaceFirst("$1" + MASK);
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

  /**
   * A text that may hold anything, such as the message of a library, with the passwords masked that
   * the settings hold, and whatever else looks like one.
   */
  public static String message(String text, Settings settings) {
    List<Secret> inUrls =
        Stream.of(Setting.DATABASE_URL, Setting.DATABASE_READ_URL, Setting.DB_ADMIN_URL)
            .flatMap(setting -> settings.get(setting).stream())
            .flatMap(url -> passwordsIn(url).stream())
            .toList();
    return value(secrets(secrets(text, settings.secrets()), inUrls));
  }

  /** The password in a URL, as it is written and as it is meant; empty where there is none. */
  private static List<Secret> passwordsIn(String url) {
    Matcher login = URL_PASSWORD.matcher(url);
    if (!login.find()) {
      return List.of();
    }
    String written = login.group(1);
    try {
      String plus = written.replace("+", "%2B"); // a plus sign is one
      return List.of(
          new Secret(written), new Secret(URLDecoder.decode(plus, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return List.of(new Secret(written)); // a percent sign that encodes nothing
    }
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
