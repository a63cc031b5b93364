package dev.cartulary.database.url;

/** Writes names and texts into SQL so that nothing in them can end the quotes around them. */
public final class SqlText {

  private SqlText() {}

  /** A name of the engine's own kind: {@code "name"} or, on MySQL, {@code `name`}. */
  public static String identifier(Engine engine, String name) {
    return engine == Engine.MYSQL
        ? "`" + name.replace("`", "``") + "`"
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** MySQL's account: {@code 'user'@'host'}. */
  public static String account(String user, String host) {
    return mysqlLiteral(user) + "@" + mysqlLiteral(host);
  }

  /** A text for MySQL, where a backslash escapes unless NO_BACKSLASH_ESCAPES is set. */
  public static String mysqlLiteral(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /**
   * All tables of a MySQL database, for GRANT. The name is a pattern there: unescaped, {@code
   * my_db} would also mean {@code myxdb}.
   */
  public static String everyTableOf(String database) {
    return identifier(Engine.MYSQL, database.replaceAll("([\\\\_%])", "\\\\$1")) + ".*";
  }
}
