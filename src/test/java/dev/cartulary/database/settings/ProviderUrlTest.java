package dev.cartulary.database.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.DatabaseUrl;
import dev.cartulary.database.url.SslMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as providers show them, and as other programs write them. */
class ProviderUrlTest {

  @TempDir Path directory;

  @Test
  void theDriverIsToldOfChannelBindingAndOptions() {
    DatabaseSettings neon =
        read(
            "postgresql://ann:npg_x@ep-a-pooler.eu.aws.neon.tech/db?sslmode=require"
                + "&channel_binding=require&options=endpoint%3Dep-a");

    assertThat(neon.jdbcProperties())
        .containsEntry("sslmode", "require")
        .containsEntry("channelBinding", "require")
        .containsEntry("options", "endpoint=ep-a");
    assertThat(read("postgres://ann@db/reg?options=-csearch_path%3Dmine").jdbcProperties())
        .containsEntry("options", "-csearch_path=mine")
        .doesNotContainKey("channelBinding");
    assertThat(read("postgres://ann@db/reg").jdbcProperties()).doesNotContainKey("options");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql,ssl-mode=REQUIRED,REQUIRE",
    "mysql,sslMode=VERIFY_IDENTITY,VERIFY_FULL",
    "mysql,ssl_mode=verify_ca,VERIFY_CA",
    "mysql,sslmode=PREFERRED,PREFER",
    "mysql,ssl-mode=disabled,DISABLE",
    "mysql,sslmode=require,REQUIRE",
    "mysql,sslaccept=strict,VERIFY_FULL",
    "mysql,tls=true,VERIFY_FULL",
    "mysql,tls=skip-verify,REQUIRE",
    "postgres,ssl=true,VERIFY_FULL",
    "postgres,sslmode=no-verify,REQUIRE",
    "postgres,sslrootcert=system,VERIFY_FULL",
    "postgres,sslrootcert=system&sslmode=verify-full,VERIFY_FULL",
    "postgres,sslmode=require&gssencmode=disable,REQUIRE",
    "postgres,gssencmode=prefer&keepalives=1&client_encoding=UTF8,PREFER",
    "mysql,reconnect=true&charset=utf8mb4&parseTime=true&serverTimezone=UTC,PREFER"
  })
  void otherSpellingsMeanTheSame(String scheme, String parameters, SslMode mode) {
    assertThat(read(scheme + "://ann:pw@db/reg?" + parameters).sslMode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ann:hunter22@/reg?host=/cloudsql/project:region:instance",
        "postgres://ann:hunter22@%2Fvar%2Frun%2Fpostgresql/reg",
        "postgresql:///reg?host=%2Fcloudsql%2Fp%3Ar%3Ai",
        "mysql://ann:hunter22@localhost/reg?unix_socket=/cloudsql/p:r:i",
        "mysql://ann:hunter22@localhost/reg?socket=/run/mysqld/mysqld.sock"
      })
  void aSocketIsRefusedWithWhatToDoInstead(String url) {
    assertThat(DatabaseUrl.parse("DATABASE_URL", url).findings())
        .extracting(Finding::sentence)
        .singleElement()
        .asString()
        .endsWith(
            "it names a Unix socket, and the drivers connect over TCP only. Name a host and a port;"
                + " the Cloud SQL Auth Proxy listens on one with --port.")
        .doesNotContain("hunter22");
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    assertThat(problem("postgres://ann@db/reg?gssencmode=require"))
        .isEqualTo("the parameter gssencmode cannot have this value");
    assertThat(problem("mysql://ann@db/reg?charset=latin1"))
        .isEqualTo("the parameter charset cannot have this value");
    assertThat(problem("postgres://ann@db/reg?ssl=true&sslmode=require"))
        .isEqualTo("the parameters ssl and sslmode contradict each other");
    assertThat(problem("postgres://ann@db/reg?sslmode=require&sslrootcert=system"))
        .isEqualTo("the parameters sslmode and sslrootcert contradict each other");
    assertThat(problem("postgres://ann@db/reg?prepareThreshold=5"))
        .isEqualTo("prepareThreshold is not 0");
    assertThat(problem("mysql://ann@db/reg?prepareThreshold=0")).endsWith("is not known");
  }

  @Test
  void aReplicaKeepsChannelBindingUnlessItsUrlSaysOtherwise() {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "DATABASE_URL", "postgres://ann@db/reg?channel_binding=require&sslmode=require");
    environment.put("DATABASE_READ_URL", "postgres://ann@replica/reg");
    assertThat(replica(environment).jdbcProperties()).containsEntry("channelBinding", "require");

    environment.put(
        "DATABASE_READ_URL", "postgres://ann@replica/reg?channel_binding=disable&sslmode=disable");
    assertThat(replica(environment).jdbcProperties())
        .containsEntry("channelBinding", "disable")
        .containsEntry("sslmode", "disable");
  }

  private DatabaseSettings replica(Map<String, String> environment) {
    return DatabaseSettings.resolve(Settings.load(Map.of(), environment, directory))
        .settings()
        .flatMap(DatabaseSettings::replica)
        .map(ReplicaSettings::database)
        .orElseThrow();
  }

  private DatabaseSettings read(String url) {
    Map<String, String> environment = Map.of("DATABASE_URL", url, "HOME", directory.toString());
    DatabaseSettings.Resolution read =
        DatabaseSettings.resolve(Settings.load(Map.of(), environment, directory));
    assertThat(read.findings()).isEmpty();
    return read.settings().orElseThrow();
  }

  private static String problem(String url) {
    return DatabaseUrl.parse("DATABASE_URL", url).findings().stream()
        .map(Finding::problem)
        .reduce((one, other) -> one + "; " + other)
        .orElse("");
  }
}
