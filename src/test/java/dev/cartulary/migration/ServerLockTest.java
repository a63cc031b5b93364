package dev.cartulary.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ServerLockTest {

  @Test
  void aClusterThatRefusesTheLockIsNamedWithWhatTheServerSaid() {
    SQLException strict =
        new SQLException(
            "prohibits use of GET_LOCK with pxc_strict_mode = ENFORCING", "HY000", 1105);

    assertThat(ServerLock.clusterRefuses(strict))
        .hasMessageContaining("one of a cluster that refuses GET_LOCK")
        .hasMessageContaining("SET GLOBAL pxc_strict_mode = 'MASTER'")
        .hasMessageEndingWith(
            "The server said: prohibits use of GET_LOCK with pxc_strict_mode =" + " ENFORCING");
  }
}
