package dev.cartulary.migration;

import java.util.Optional;

/**
 * What this process knows about the schema at a moment.
 *
 * @param status the schema when the database was last asked with success; empty before that
 * @param trouble why the database could not be asked, or a migration not be done, just now; empty
 *     where all went well
 * @param away whether the trouble is that the database cannot be worked with at all
 */
record SchemaView(Optional<MigrationStatus> status, Optional<String> trouble, boolean away) {

  /**
   * True where requests may pass, as far as is known: an outage since then is the pool's to tell.
   */
  boolean usable() {
    return status.filter(it -> it.state().usable()).isPresent();
  }

  /** Why requests may not pass, and what to do about it. */
  String reason() {
    String state =
        status.map(it -> it.sentence()).orElse("The database has not told its schema yet.");
    String command =
        status.flatMap(MigrationStatus::command).map(it -> " Run `" + it + "`.").orElse("");
    return state + trouble.map(it -> " " + it + (it.endsWith(".") ? "" : ".")).orElse("") + command;
  }
}
