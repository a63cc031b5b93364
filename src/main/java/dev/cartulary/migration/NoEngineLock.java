package dev.cartulary.migration;

import java.sql.Connection;
import java.util.Optional;

/** For a database in memory, which no other process can see. */
final class NoEngineLock implements EngineLock {

  @Override
  public boolean tryAcquire() {
    return true;
  }

  @Override
  public Optional<String> holder(Connection connection) {
    return Optional.empty();
  }

  @Override
  public void release() {}
}
