package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestCertificates;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;

class PostgresTlsIT extends TlsContract {

  @Override
  TestEngine engine() {
    return TestEngine.POSTGRESQL;
  }

  @Override
  TestDatabase createDatabase() {
    return TestDatabase.on(engine(), DatabaseServer.postgresql());
  }

  @Override
  void expiredWithoutVerification(Program.Result result, TestCertificates.Issued expired) {
    assertThat(result.stdout()).contains(" expired " + expired.expires()).contains("warning:");
    assertThat(result.exitCode()).isZero();
  }
}
