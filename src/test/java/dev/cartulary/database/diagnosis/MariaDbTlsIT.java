package dev.cartulary.database.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.DatabaseServer;
import dev.cartulary.testing.Program;
import dev.cartulary.testing.TestCertificates;
import dev.cartulary.testing.TestDatabase;
import dev.cartulary.testing.TestEngine;

class MariaDbTlsIT extends TlsContract {

  @Override
  TestEngine engine() {
    return TestEngine.MARIADB;
  }

  @Override
  TestDatabase createDatabase() {
    return TestDatabase.on(engine(), DatabaseServer.mariaDb());
  }

  @Override
  void expiredWithoutVerification(Program.Result result, TestCertificates.Issued expired) {
    // MySQL's driver looks at the dates whenever it encrypts.
    assertThat(result.stdout()).contains("it expired on " + expired.expires());
    assertThat(result.exitCode()).isEqualTo(1);
  }
}
