package dev.cartulary.database.url;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Nearest;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database URL (RFC 3986 syntax, without a fragment).
 *
 * <p>User, password, database and parameters are percent-decoded. The password ends at the last
 * {@code @} before the first {@code / ? #}: a raw {@code @} in it is understood, those three must
 * be encoded.
 */
public final class DatabaseUrl {
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
  private static final String EXAMPLES =
      "sqlite:./cartulary.db, postgres://user:password@host/database or"
          + " mysql://user:password@host/database";

  private final String setting;
  private final String url;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Setting, String> parameters = new EnumMap<>(Setting.class);
  private @Nullable Secret password;
  private boolean misplaced;

  private DatabaseUrl(String setting, String url) {
    this.setting = setting;
    this.url = url;
  }

  /**
   * What a URL says.
   *
   * @param target empty exactly when there are findings
   * @param parameters the values of the parameters, by the setting they stand for; not yet judged
   * @param password the password as far as one was found, to be masked in messages
   */
  public record Parsed(
      Optional<DatabaseTarget> target,
      Map<Setting, String> parameters,
      Optional<Secret> password,
      List<Finding> findings) {}

  /**
   * Reads a URL; never throws.
   *
   * @param setting the setting it comes from, in the user's words
   */
  public static Parsed parse(String setting, String text) {
    DatabaseUrl reader = new DatabaseUrl(setting, text.strip());
    Optional<DatabaseTarget> target = reader.read();
    return new Parsed(
        reader.findings.isEmpty() ? target : Optional.empty(),
        Map.copyOf(reader.parameters),
        Optional.ofNullable(reader.password),
        List.copyOf(reader.findings));
  }

  private Optional<DatabaseTarget> read() {
    if (url.isEmpty()) {
      findings.add(
          new Finding(
              setting, null, "it is empty", "Give a URL such as " + EXAMPLES + ", or unset it"));
      return Optional.empty();
    }
    if (url.chars().anyMatch(Character::isISOControl)) {
      return wrong(
          "it holds a line break or another control character", "Remove it, or percent-encode it");
    }
    Optional<UrlForm.Mistake> mistake = UrlForm.mistake(url, EXAMPLES);
    if (mistake.isPresent()) {
      return wrong(mistake.get());
    }
    Matcher scheme = SCHEME.matcher(url);
    boolean matches = scheme.matches();
    Optional<Engine> engine = matches ? Engine.ofScheme(scheme.group(1)) : Optional.empty();
    String rest = matches ? scheme.group(2) : "";
    if (engine.isEmpty()) {
      return noEngine(matches ? scheme.group(1) : "", rest);
    }
    if (engine.get() == Engine.SQLITE) {
      return sqlite(rest);
    }
    Optional<UrlForm.Mistake> several = ForeignScheme.severalHosts(scheme.group(1), rest);
    if (several.isPresent()) {
      return wrong(several.get());
    }
    if (!rest.startsWith("//")) {
      return wrong(
          "two slashes are missing after the scheme",
          "Write " + scheme.group(1) + "://user:password@host/database");
    }
    return server(engine.get(), rest.substring(2));
  }

  private Optional<DatabaseTarget> noEngine(String scheme, String rest) {
    Optional<UrlForm.Mistake> foreign = ForeignScheme.mistake(scheme, rest);
    if (foreign.isPresent()) {
      return wrong(foreign.get());
    }
    if (!rest.startsWith("//")) {
      return wrong("it has no scheme", "Begin it with the engine: " + EXAMPLES);
    }
    String near =
        Nearest.to(scheme, Engine.allSchemes()).map(s -> "Did you mean " + s + "? ").orElse("");
    return wrong("the scheme " + scheme + " is not supported", near + ForeignScheme.SUPPORTED);
  }

  private Optional<DatabaseTarget> sqlite(String rest) {
    int mark = rest.indexOf('?');
    String path = mark < 0 ? rest : rest.substring(0, mark);
    if (rest.indexOf('#') >= 0) {
      return wrong("it holds a #", "Write %23 where a # belongs to the file's name");
    }
    if (mark >= 0) {
      parameters(Engine.SQLITE, rest.substring(mark + 1));
    }
    if (path.startsWith("///")) {
      path = path.substring(2);
    } else if (path.startsWith("//")) {
      return wrong(
          "two slashes are neither a relative nor an absolute path",
          "Write sqlite:cartulary.db for a relative path or sqlite:///data/cartulary.db for an"
              + " absolute one");
    }
    Optional<UrlForm.Mistake> mistake = UrlForm.fileMistake(path);
    if (mistake.isPresent()) {
      return wrong(mistake.get());
    }
    if (path.startsWith("file:")) {
      return wrong("SQLite's own file: URIs are not understood", "Write sqlite: and the path");
    }
    String file = decoded(path, "path");
    if (file.isEmpty()) {
      return wrong(
          "it names no file",
          "Write for example sqlite:./cartulary.db, or sqlite::memory: for a database in memory");
    }
    return Optional.of(new DatabaseTarget(Engine.SQLITE, null, null, List.of(), file));
  }

  private Optional<DatabaseTarget> server(Engine engine, String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String authority = rest.substring(0, end);
    String tail = rest.substring(end);
    int mark = tail.indexOf('?');
    String path = mark < 0 ? tail : tail.substring(0, mark);
    if (path.indexOf('@') >= 0 || (tail.indexOf('@') >= 0 && authority.indexOf('@') < 0)) {
      return wrong(
          "it is unclear where the password ends",
          "Percent-encode the user, the password and the database: %40 for @, %2F for /, %3F for ?,"
              + " %23 for #, %25 for %");
    }
    if (tail.indexOf('#') >= 0) {
      return wrong("it holds a #", "Write %23 where a # belongs to a name or a password");
    }
    if (tail.chars().anyMatch(Character::isWhitespace)) {
      return wrong("it holds a space", "Remove what follows it, or write %20 for it");
    }
    if (mark >= 0) {
      parameters(engine, tail.substring(mark + 1));
    }
    if (misplaced) {
      return Optional.empty(); // what is missing before the ? has been found behind it
    }
    int at = authority.lastIndexOf('@');
    String user = user(at < 0 ? "" : authority.substring(0, at));
    List<HostPort> hosts =
        HostList.parse(
            authority.substring(at + 1), engine.defaultPort(), p -> wrong(p.problem(), p.fix()));
    return Optional.of(new DatabaseTarget(engine, user, password, hosts, databaseName(path)));
  }

  private String user(String userInfo) {
    int colon = userInfo.indexOf(':');
    String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon), "user");
    if (colon >= 0 && colon + 1 < userInfo.length()) {
      password = new Secret(decoded(userInfo.substring(colon + 1), "password"));
    }
    UrlForm.userMistake(colon < 0 ? userInfo : userInfo.substring(0, colon)).ifPresent(this::wrong);
    if (user.isEmpty()) {
      wrong("it names no user", "Write the user before the host: user:password@host");
    }
    return user;
  }

  private String databaseName(String path) {
    String encoded = path.isEmpty() ? "" : path.substring(1);
    if (encoded.indexOf('/') >= 0) {
      wrong(
          "the database's name holds a /",
          "Write %2F where a / belongs to the name, and none at the end");
    }
    UrlForm.databaseMistake(encoded).ifPresent(this::wrong);
    String name = decoded(encoded, "database");
    if (name.isEmpty()) {
      wrong("it names no database", "Write the database after the host: host/database");
    }
    return name;
  }

  private void parameters(Engine engine, String query) {
    UrlParameters read = new UrlParameters(engine, this::wrong);
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        read.add(
            parameter.substring(0, equals), decoded(parameter.substring(equals + 1), "parameters"));
      } else if (!parameter.isEmpty()) {
        wrong("a parameter is not written as name=value", "Write ?name=value&name=value");
      }
    }
    parameters.putAll(read.values());
    misplaced = read.misplaced();
  }

  private String decoded(String encoded, String part) {
    Optional<String> text = PercentCoding.decode(encoded);
    if (text.isPresent() && text.get().indexOf('\0') >= 0) {
      wrong("the " + part + " holds a NUL character (%00), which no database takes", "Remove it");
      return "?";
    }
    if (text.isEmpty()) {
      wrong(
          "the percent-encoding of the " + part + " is wrong",
          "Write %25 for a percent sign, and other characters as their UTF-8 bytes");
    }
    // Not empty, so that a wrong encoding is not also reported as a missing name.
    return text.orElse("?");
  }

  private Optional<DatabaseTarget> wrong(UrlForm.Mistake mistake) {
    return wrong(mistake.problem(), mistake.fix());
  }

  private Optional<DatabaseTarget> wrong(String problem, String fix) {
    findings.add(new Finding(setting, Masking.url(url), problem, fix));
    return Optional.empty();
  }
}
