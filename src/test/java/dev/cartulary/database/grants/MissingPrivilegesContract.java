package dev.cartulary.database.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.DatabaseContract;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.Troubleshooting;
import dev.cartulary.testing.TwoUsers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code database check} names what a user lacks, and what it prints to mend it does: each round
 * takes something away, expects exactly the statements that give it back, and runs them. A round
 * would see what the one before left broken.
 */
abstract class MissingPrivilegesContract extends DatabaseContract {
  static final String HISTORY = "cartulary_schema_history";

  TwoUsers users;
  String app;
  String migrator;

  MissingPrivilegesContract(TestEngine engine) {
    super(engine);
  }

  @BeforeEach
  void createTheUsers() {
    users = new TwoUsers(database);
    app = users.sql(users.app());
    migrator = users.sql(users.migrator());
    Map<String, String> administrative = users.administrativeEnvironment();
    assertThat(Program.run(administrative, "database", "roles").exitCode()).isZero();
    assertThat(Program.run(users.environment(), "migrate", "up").exitCode()).isZero();
  }

  @AfterEach
  void dropTheUsers() throws SQLException {
    if (database != null) { // else there is no server for this engine
      users.close();
    }
  }

  /** The table as the printed statement writes it. */
  abstract String table(String name);

  /** The engine's rounds. */
  abstract void takeEachPrivilegeAway() throws SQLException;

  @Test
  void eachMissingPrivilegeIsNamedWithTheStatementThatMends() throws SQLException {
    takeEachPrivilegeAway();
    checkPasses();
  }

  /** Takes a right on every table away from the user that serves requests. */
  List<String> withoutRows(String privilege) throws SQLException {
    List<String> mend = new ArrayList<>();
    for (String name : TwoUsers.TABLES) {
      users.execute("REVOKE " + privilege + " ON " + table(name) + " FROM " + app);
      mend.add("GRANT " + privilege + " ON " + table(name) + " TO " + app);
    }
    if (privilege.equals("SELECT")) {
      users.execute("REVOKE SELECT ON " + table(HISTORY) + " FROM " + app);
      mend.add("GRANT SELECT ON " + table(HISTORY) + " TO " + app);
    }
    return mend;
  }

  /** Takes a right away with one statement. */
  List<String> without(String privilege, String object, String user) throws SQLException {
    users.execute("REVOKE " + privilege + " ON " + object + " FROM " + user);
    return List.of("GRANT " + privilege + " ON " + object + " TO " + user);
  }

  static List<String> both(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  /** Expects exactly these statements, runs what was printed, and gives the check's output. */
  String mended(List<String> expected) throws SQLException {
    Program.Result check = Program.run(users.environment(), "database", "check");
    assertThat(check.exitCode()).as(check.stdout()).isEqualTo(1);
    if (expected.get(0).startsWith("GRANT ") && expected.get(0).contains(" ON ")) {
      Troubleshooting.assertShown("a-privilege-is-missing", check.stdout());
    }
    List<String> printed =
        check
            .stdout()
            .lines()
            .filter(line -> line.startsWith("  missing:  "))
            .map(line -> line.substring(line.indexOf("; run: ") + "; run: ".length()))
            .toList();
    assertThat(printed).containsExactlyInAnyOrderElementsOf(expected);
    for (String statement : printed) {
      users.execute(statement);
    }
    return check.stdout();
  }

  private void checkPasses() {
    Program.Result check = Program.run(users.environment(), "database", "check");
    assertThat(check.stdout()).contains("privileges: complete").doesNotContain("missing:");
    assertThat(check.exitCode()).isZero();
  }
}
