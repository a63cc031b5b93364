package dev.cartulary.database.diagnosis;

import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.ExternalServer;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestCertificates;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * On the server of {@code MYSQL_TEST_URL}, which must run on this machine, since it reads the
 * certificates of the tests. It gets its own back in the end.
 */
class MySqlTlsIT extends TlsContract {

  private @Nullable ExternalServer alone;

  @Override
  TestEngine engine() {
    return TestEngine.MYSQL;
  }

  @Override
  TestDatabase createDatabase() {
    TestDatabase database = TestDatabase.create(engine());
    alone = ExternalServer.alone();
    return database;
  }

  @Override
  void expiredWithoutVerification(Program.Result result, TestCertificates.Issued expired) {
    throw new AssertionError("not reached: the server cannot be brought to show one");
  }

  @Override
  boolean showsExpiredCertificates() {
    return false;
  }

  @Override
  void release(DatabaseServer server) {
    Objects.requireNonNull(alone).close(); // the server was not started by the tests
  }
}
