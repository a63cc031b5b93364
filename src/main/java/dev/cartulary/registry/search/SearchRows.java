package dev.cartulary.registry.search;

import dev.cartulary.database.ActiveDatabase;
import dev.cartulary.database.PlainSql;
import dev.cartulary.database.url.Engine;
import dev.cartulary.source.CatalogChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Brings entries into SQLite's index, those of one change at a time: one statement for many is
 * several times quicker than a trigger for each. The other engines keep their indexes themselves.
 */
@ApplicationScoped
class SearchRows {

  /** A change waits for no more than these; the next one brings others in. */
  private static final int MOST = 1000;

  private final ActiveDatabase database;
  private final PlainSql sql;

  SearchRows(ActiveDatabase database, PlainSql sql) {
    this.database = database;
    this.sql = sql;
  }

  void follow(@Observes CatalogChanged changed) {
    if (database.engine() == Engine.SQLITE) {
      add();
    }
  }

  /** Belongs to the transaction of the change, which has the one write lock. */
  private void add() {
    long last = sql.rows("select coalesce(max(search_row), 0) from entry").get(0).number(1);
    int added =
        sql.execute(
            "update entry set search_row = ? + p.place from (select id as entry_id,"
                + " row_number() over (order by id) as place from (select id from entry"
                + " where search_row is null limit ?)) as p where id = p.entry_id",
            last,
            MOST);
    if (added > 0) {
      sql.execute(
          "insert into entry_search (rowid, search_text)"
              + " select search_row, search_text from entry where search_row > ?",
          last);
    }
  }
}
