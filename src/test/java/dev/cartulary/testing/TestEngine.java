package dev.cartulary.testing;

/** The database products that every contract suite runs on. */
public enum TestEngine {
  SQLITE,
  POSTGRESQL,
  MARIADB,
  /** A real MySQL server, where the variable {@code MYSQL_TEST_URL} names one with a root user. */
  MYSQL
}
