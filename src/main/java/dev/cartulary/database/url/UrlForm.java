package dev.cartulary.database.url;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what people give in place of a database URL, to say what it is without showing it. */
public final class UrlForm {

  private static final Pattern QUOTED = Pattern.compile("(?s)[\"'`].*");
  private static final Pattern KEYWORD = Pattern.compile("(?s)[A-Za-z_][A-Za-z_ ]*=.*");
  private static final Pattern COMMAND =
      Pattern.compile("(?s)(?:[A-Z_]+=\\S+\\s+)?(mysql|mariadb|psql|pgcli|mycli|sqlite3)\\s.*");
  private static final Pattern TWICE =
      Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*):(?://)?\\1:/.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern SEVERAL =
      Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*://.*[,;\\s][A-Za-z][A-Za-z0-9+.-]*://.*");

  /** Raw in a user's or a database's name they are more often the rest of another syntax. */
  private static final Pattern SEPARATOR = Pattern.compile("[\\s;=&\"<>(){}\\\\|^`]");

  /** What a Unix socket in place of a host gets; no JDBC driver here opens one. */
  public static final Mistake SOCKET =
      new Mistake(
          "it names a Unix socket, and the drivers connect over TCP only",
          "Name a host and a port; the Cloud SQL Auth Proxy listens on one with --port");

  private UrlForm() {}

  /**
   * What was given instead of a URL.
   *
   * @param problem what it is, as a clause
   * @param fix what to do about it, as a clause
   */
  public record Mistake(String problem, String fix) {}

  /** What the text is, where it is known and is not one URL. */
  static Optional<Mistake> mistake(String text, String examples) {
    if (QUOTED.matcher(text).matches()) {
      return mistaken(
          "it begins with a quote",
          "Remove the quotes around the URL, which `docker run --env-file` hands on");
    }
    if (COMMAND.matcher(text).matches()) {
      return mistaken("it is a command line, not a URL", "Write it as one: " + examples);
    }
    if (KEYWORD.matcher(text).matches()) {
      return mistaken(
          "it is written as name=value, not as a URL",
          "Write it as one: " + examples + "; or set DB_HOST, DB_USER, DB_NAME and DB_PASSWORD");
    }
    if (TWICE.matcher(text).matches()) {
      return mistaken("it has two schemes", "Remove one of them");
    }
    return SEVERAL.matcher(text).matches()
        ? mistaken(
            "it holds several URLs",
            "Give one; further hosts of the same database stand in it as host,host, and a replica"
                + " in DATABASE_READ_URL")
        : Optional.empty();
  }

  /** Whether the part before the @ is not a name that can be meant as it is. */
  static Optional<Mistake> userMistake(String encoded) {
    return encoded.indexOf('@') >= 0 || SEPARATOR.matcher(encoded).find()
        ? mistaken(
            "the user's name holds a character that must be percent-encoded",
            "Write user:password@host/database, and in the names %40 for @, %3D for =, %26 for &,"
                + " %3B for ;")
        : Optional.empty();
  }

  /** Whether the database's name is more than a name. */
  static Optional<Mistake> databaseMistake(String encoded) {
    Matcher separator = SEPARATOR.matcher(encoded);
    return separator.find()
        ? mistaken(
            "the database's name holds a character that must be percent-encoded",
            "Write parameters as ?name=value&name=value, and in the name %3B for ;, %3D for =, %26"
                + " for &")
        : Optional.empty();
  }

  /** Whether the path of a SQLite file is that of another kind of database. */
  static Optional<Mistake> fileMistake(String path) {
    if (path.indexOf(';') >= 0) {
      return mistaken(
          "it holds a ;", "Write %3B where it belongs to the file's name; SQLite has no password");
    }
    return path.matches("(?s).*:.*@.*")
        ? mistaken(
            "it looks like the URL of a server",
            "Begin it with postgres:// or mysql://, or write %40 for an @ in the file's name")
        : Optional.empty();
  }

  private static Optional<Mistake> mistaken(String problem, String fix) {
    return Optional.of(new Mistake(problem, fix));
  }
}
