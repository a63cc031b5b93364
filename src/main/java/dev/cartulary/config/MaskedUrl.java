package dev.cartulary.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database URL as it may be shown. Each part is shown only where it looks like what belongs
 * there; of everything else nothing is, since people also give passwords alone, connection strings
 * of other programs, and whole command lines.
 */
final class MaskedUrl {

  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,29}):(.*)", Pattern.DOTALL);

  /** Without two slashes behind it, any other word may be a user's name, or a password. */
  private static final Set<String> SCHEMES =
      Set.of("jdbc", "mariadb", "mysql", "postgres", "postgresql", "sqlite");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]*]");
  private static final Pattern PORT = Pattern.compile("[0-9]{0,5}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._~%+$!*'-]*");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}._~%+:/,-]*");

  /** Letters only: a password has mostly others too. */
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z_.-]{0,39}");

  /** An encoded separator: what stands behind it may be the password. */
  private static final Pattern ENCODED =
      Pattern.compile("%(20|22|26|3A|3B|3D|3F)", Pattern.CASE_INSENSITIVE);

  private MaskedUrl() {}

  static String of(String text) {
    String url = text.strip();
    Matcher parts = SCHEME.matcher(url);
    if (!parts.matches()) {
      return url.isEmpty() ? "" : Masking.MASK;
    }
    String scheme = parts.group(1);
    String rest = parts.group(2);
    if (scheme.equalsIgnoreCase("sqlite")) {
      return scheme + ":" + sqlite(rest);
    }
    if (rest.startsWith("//")) {
      return scheme + "://" + server(rest.substring(2));
    }
    boolean known = SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
    return known ? scheme + ":" + Masking.MASK : Masking.MASK;
  }

  /**
   * Whether the name of an unknown parameter may be shown; {@code ?hunter2==} is no parameter but a
   * password.
   */
  static boolean showsParameter(String name, String value) {
    return PARAMETER.matcher(name).matches() && !value.isEmpty() && !value.startsWith("=");
  }

  private static String sqlite(String rest) {
    int end = endOf(rest, "?#");
    String path = rest.substring(0, end);
    boolean plain =
        path.chars().noneMatch(c -> ";=\"".indexOf(c) >= 0 || Character.isISOControl(c))
            && !path.matches("(?s).*:.*@.*")
            && !(path.matches("//[^/].*") && path.matches(".*[:@].*"));
    return (plain ? path : Masking.MASK) + query(rest.substring(end));
  }

  private static String server(String rest) {
    int end = endOf(rest, "/?#");
    String authority = rest.substring(0, end);
    String tail = rest.substring(end);
    if (tail.indexOf('@') >= 0) {
      return Masking.MASK; // a raw / ? or # in the password: nobody knows where it ends
    }
    int at = authority.lastIndexOf('@');
    String shown =
        at < 0
            ? withoutUser(authority)
            : user(authority.substring(0, at)) + "@" + hosts(authority.substring(at + 1));
    int query = endOf(tail, "?#");
    return shown + path(tail.substring(0, query)) + query(tail.substring(query));
  }

  private static String user(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    // Without a password of its own, an encoded colon may be the one before it.
    boolean plain = NAME.matcher(user).matches() && (colon >= 0 || !ENCODED.matcher(user).find());
    return (plain ? user : Masking.MASK) + (colon < 0 ? "" : ":" + Masking.MASK);
  }

  /** A host, or a user and a password whose host was forgotten. */
  private static String withoutUser(String authority) {
    int colon = authority.indexOf(':', authority.indexOf(']') + 1);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    if (!HOST.matcher(host).matches()) {
      return Masking.MASK;
    }
    boolean port = host.endsWith("]") && PORT.matcher(authority.substring(colon + 1)).matches();
    return colon < 0 || port ? authority : host + ":" + Masking.MASK;
  }

  private static String hosts(String hosts) {
    List<String> shown = new ArrayList<>();
    for (String host : hosts.split(",", -1)) {
      int colon = host.indexOf(':', host.indexOf(']') + 1);
      String name = colon < 0 ? host : host.substring(0, colon);
      boolean port = colon < 0 || PORT.matcher(host.substring(colon + 1)).matches();
      boolean plain = HOST.matcher(name).matches();
      shown.add(!plain ? Masking.MASK : port ? host : name + ":" + Masking.MASK);
    }
    return String.join(",", shown);
  }

  /** The database, with the slash before it. */
  private static String path(String path) {
    if (path.isEmpty()) {
      return "";
    }
    String name = path.replaceFirst("^/", "").replaceFirst("/$", "");
    boolean plain = NAME.matcher(name).matches();
    return plain ? path : "/" + Masking.MASK;
  }

  /** What begins with a question mark or a hash, or is empty. */
  private static String query(String tail) {
    if (tail.isEmpty()) {
      return "";
    }
    int hash = tail.indexOf('#');
    if (hash >= 0) {
      return query(tail.substring(0, hash)) + "#" + Masking.MASK;
    }
    List<String> shown = new ArrayList<>();
    for (String parameter : tail.substring(1).split("&", -1)) {
      shown.add(parameter(parameter));
    }
    return "?" + String.join("&", shown);
  }

  private static String parameter(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0) {
      return parameter.isEmpty() ? "" : Masking.MASK;
    }
    String name = parameter.substring(0, equals);
    String value = parameter.substring(equals + 1);
    if (Setting.ofUrlParameter(name).isPresent()) {
      return name + "=" + (isPlainValue(value) ? value : Masking.MASK);
    }
    return (showsParameter(name, value) ? name : Masking.MASK) + "=" + Masking.MASK;
  }

  /** A space is nothing odd in a path or in the name of the application. */
  private static boolean isPlainValue(String value) {
    return VALUE.matcher(value).matches() && !ENCODED.matcher(value.replace("%20", "")).find();
  }

  private static int endOf(String text, String ends) {
    int end = 0;
    while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
