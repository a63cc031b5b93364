package dev.cartulary.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The engine's way to let one process at a time change the schema. */
interface EngineLock {

  /** Takes the lock if it is free; never waits. */
  boolean tryAcquire() throws SQLException;

  /** Who holds it, in words; empty where nobody does. Must not disturb whoever takes it. */
  Optional<String> holder(Connection connection) throws SQLException;

  /** Gives it back, if it was taken. */
  void release();
}
