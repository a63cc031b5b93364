package dev.cartulary.database.grants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.TestEngine;
import java.sql.SQLException;
import java.util.List;

class PostgresMissingPrivilegesIT extends MissingPrivilegesContract {

  PostgresMissingPrivilegesIT() {
    super(TestEngine.POSTGRESQL);
  }

  @Override
  String table(String name) {
    return "public." + name;
  }

  @Override
  void takeEachPrivilegeAway() throws SQLException {
    String name = "DATABASE \"" + database.name() + "\"";
    users.execute("REVOKE USAGE ON SCHEMA public FROM PUBLIC");
    users.execute("REVOKE CONNECT ON " + name + " FROM PUBLIC");

    String output =
        mended(both(withoutRows("SELECT"), without("CREATE", "SCHEMA public", migrator)));
    assertThat(output)
        .contains("privileges: missing")
        .contains("  missing:  SELECT on public.entry; run: ")
        .contains("  missing:  CREATE on schema public; run: ");

    mended(both(withoutRows("INSERT"), without("USAGE", "SCHEMA public", migrator)));
    mended(both(withoutRows("UPDATE"), without("CONNECT", name, migrator)));
    users.execute("ALTER TABLE entry OWNER TO postgres");
    mended(
        both(
            both(withoutRows("DELETE"), without("USAGE", "SCHEMA public", app)),
            List.of("ALTER TABLE public.entry OWNER TO " + migrator)));
    mended(without("CONNECT", name, app));
  }
}
