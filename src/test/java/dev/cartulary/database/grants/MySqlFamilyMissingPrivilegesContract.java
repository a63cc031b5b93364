package dev.cartulary.database.grants;

import dev.cartulary.testing.TestEngine;
import dev.cartulary.testing.TwoUsers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** MySQL and MariaDB: the migration user's rights are on the database, the other's on tables. */
abstract class MySqlFamilyMissingPrivilegesContract extends MissingPrivilegesContract {

  MySqlFamilyMissingPrivilegesContract(TestEngine engine) {
    super(engine);
  }

  @Override
  String table(String name) {
    return "`" + database.name() + "`.`" + name + "`";
  }

  @Override
  void takeEachPrivilegeAway() throws SQLException {
    String everything = "`" + database.name().replace("_", "\\_").replace("%", "\\%") + "`.*";

    mended(both(withoutRows("SELECT"), without("INSERT, CREATE", everything, migrator)));
    mended(both(withoutRows("INSERT"), without("UPDATE, ALTER", everything, migrator)));
    mended(both(withoutRows("UPDATE"), without("DELETE, DROP", everything, migrator)));
    mended(both(withoutRows("DELETE"), without("SELECT, INDEX", everything, migrator)));
    mended(without("REFERENCES, GRANT OPTION", everything, migrator));
    mended(withoutAnything());
  }

  /** MySQL then does not let the user into the database at all. */
  private List<String> withoutAnything() throws SQLException {
    List<String> mend = new ArrayList<>();
    for (String name : TwoUsers.TABLES) {
      mend.addAll(without("SELECT, INSERT, UPDATE, DELETE", table(name), app));
    }
    mend.addAll(without("SELECT", table(HISTORY), app));
    return mend;
  }
}
