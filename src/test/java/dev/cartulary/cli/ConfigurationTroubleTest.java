package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.testing.TestCertificates;
import dev.cartulary.testing.Troubleshooting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wrong configuration prints, compared with docs/troubleshooting.md in both directions. */
class ConfigurationTroubleTest {

  @TempDir Path directory;

  private final List<String> printed = new ArrayList<>();

  @Test
  void wrongValues() {
    print("PORT", "70000");
    print("PORT", "\"8080\"");
    print("DATABASE_URL", "postgres://ann@db/registry?sslmode=requird");
    print("DB_POOL_TIMEOUT", "0");
    print("DATABASE_URL", "postgres://ann@db/registry?application_name=a,b");
    shown("a-setting-has-a-wrong-value");
  }

  @Test
  void unusableEncryptionKeys() throws IOException {
    print("ENCRYPTION_KEY", "too short");
    Files.writeString(directory.resolve("empty.key"), "");
    print("ENCRYPTION_KEY_FILE", "empty.key");
    print("ENCRYPTION_KEY_FILE", "missing.key");
    String key = "0123456789abcdef00112233445566778899aabbccddeeff1032547698badcfe";
    print("ENCRYPTION_KEY", key, "ENCRYPTION_KEY_FILE", "empty.key");
    print("ENCRYPTION_KEY", "0".repeat(64));
    Files.writeString(directory.resolve("zeros.key"), "A".repeat(43) + "=");
    print("ENCRYPTION_KEY_FILE", "zeros.key");
    shown("the-encryption-key-cannot-be-used");
  }

  @Test
  void wrongProxiesAndOrigins() {
    print("TRUSTED_PROXIES", "proxy.example.com");
    print("TRUSTED_PROXIES", "0.0.0.0/0");
    print("CORS_ORIGINS", "*");
    print("CORS_ORIGINS", "https://app.example.com/");
    shown("a-proxy-or-an-origin-is-wrong");
  }

  @Test
  void unknownKeys() throws IOException {
    yaml("database:\n  hots: db\n");
    shown("a-key-of-the-yaml-file-is-not-known");
  }

  @Test
  void brokenYaml() throws IOException {
    yaml("port: [8080\n");
    yaml("port: 8080\n---\nport: 8081\n");
    yaml("port: 8080\nport: 8081\n");
    yaml("database: db\n");
    yaml("port:\n  - 8080\n");
    yaml("sources: mine\n");
    shown("the-yaml-file-cannot-be-understood");
  }

  @Test
  void unreadableConfigurationFiles() throws IOException {
    print("CARTULARY_CONFIG", "missing.yaml");
    Files.createDirectory(directory.resolve("folder.yaml"));
    print("CARTULARY_CONFIG", "folder.yaml");
    Files.write(directory.resolve("latin1.env"), new byte[] {'A', '=', (byte) 0xe4});
    print("CARTULARY_CONFIG", "latin1.env");
    print("CARTULARY_CONFIG", "settings.json");
    shown("the-configuration-file-cannot-be-read");
  }

  @Test
  void brokenLinesOfDotEnv() throws IOException {
    Files.writeString(
        directory.resolve("x.env"), "PORT 8080\n9=1\nA='b\nB='c'd\n", StandardCharsets.UTF_8);
    print("CARTULARY_CONFIG", "x.env");
    Files.writeString(directory.resolve(".env"), "MIGRATE_COMMAND=up\n");
    printed.add(started(List.of(), Map.of()));
    Files.writeString(directory.resolve(".env"), "CARTULARY_CONFIG=cartulary.yaml\n");
    printed.add(started(List.of(), Map.of()));
    shown("a-line-of-the-env-file-cannot-be-understood");
  }

  @Test
  void bothForms() throws IOException {
    yaml("database:\n  host: db\n", "DATABASE_URL", "postgres://ann@db/registry");
    shown("the-database-is-given-twice");
  }

  @Test
  void incompleteBlocks() throws IOException {
    yaml("database:\n  host: db\n  user: ann\n");
    yaml("database:\n  host: 'server:5432'\n  user: ann\n  database: registry\n");
    yaml("database:\n  host: 'db:5432'\n  user: ann\n  database: registry\n");
    yaml("database:\n  host: /run/postgresql\n  user: ann\n  database: registry\n");
    shown("the-database-block-is-incomplete");
  }

  @Test
  void urlsThatCannotBeUnderstood() {
    for (String url :
        List.of(
            "",
            "cartulary.db",
            "\"postgres://ann:hunter22@db/registry\"",
            "host=db user=ann password=hunter22",
            "psql -U ann registry",
            "postgres://postgres://ann@db/registry",
            "postgres://ann@db/registry,postgres://ann@standby/registry",
            "postgres://ann@db/registry password=hunter22",
            "postgres://user=ann&password=hunter22@db/registry",
            "postgres://ann@db/registry;password=hunter22",
            "sqlite:x.db;password=hunter22",
            "sqlite:ann:hunter22@db/registry",
            "postgre://ann@db/registry",
            "mongodb://ann@db/registry",
            "jdbc:postgresql://db/registry",
            "jdbc:mariadb:loadbalance://one,two/registry",
            "postgresql+psycopg2://ann@db/registry",
            "pgsql://ann@db/registry",
            "postgres://ann:a%00b@db/registry",
            "mysql:ann@db/registry",
            "postgres://ann:a/b@db/registry",
            "postgres://ann:100%@db/registry",
            "postgres://ann@db/registry#1",
            "postgres://db/registry",
            "postgres://ann@db",
            "postgres://ann@db/registry/",
            "postgres://ann@/registry",
            "postgres://ann@%2Fcloudsql%2Fp:r:i/registry",
            "postgres://ann:hunter22@/registry?host=/cloudsql/p:r:i",
            "mysql://ann:hunter22@/registry?socket=/run/mysqld.sock",
            "postgres://ann@d b/registry",
            "postgres://ann@db:0/registry",
            "sqlite://cartulary.db",
            "sqlite:",
            "sqlite:file:x.db")) {
      print("DATABASE_URL", url);
    }
    shown("the-database-url-cannot-be-understood");
  }

  @Test
  void unknownParameters() {
    print("DATABASE_URL", "postgres://ann@db/registry?poolsize=3");
    print("DATABASE_URL", "postgres://ann@db/registry?pool_size=3&pool_size=4");
    print("DATABASE_URL", "postgres://ann@db/registry?pool_size");
    print("DATABASE_URL", "postgres://ann@db/registry?hunter22==");
    print("DATABASE_URL", "postgres://ann@db/registry?ssl=true&sslmode=disable");
    print("DATABASE_URL", "postgres:///registry?host=db&user=ann&password=hunter22");
    print("DATABASE_URL", "postgres://ann@db/registry?gssencmode=require");
    shown("a-parameter-of-the-database-url-is-not-known");
  }

  @Test
  void settingsWithoutMeaning() throws IOException {
    print("DATABASE_URL", "sqlite:x.db?sslmode=require");
    print("DATABASE_URL", "mysql://ann@db/registry?channel_binding=require");
    yaml("database:\n  engine: sqlite\n  host: db\n  database: x.db\n");
    String replica = "DATABASE_READ_URL";
    print("DATABASE_URL", "sqlite:x.db", replica, "postgres://ann@db/registry");
    print("DATABASE_URL", "mysql://ann@db/registry", replica, "postgres://ann@db/registry");
    shown("a-setting-has-no-meaning-for-this-database");
  }

  @Test
  void sqliteFilesThatCannotBeThere() throws IOException {
    Files.createDirectory(directory.resolve("data"));
    print("DATABASE_URL", "sqlite:data");
    print("DATABASE_URL", "sqlite:nowhere/x.db");
    readOnlyDirectory().ifPresent(place -> print("DATABASE_URL", "sqlite:" + place + "/x.db"));
    shown("the-sqlite-file-cannot-be-there");
    print("DATABASE_URL", "sqlite:x.db");
    shown("there-is-no-database-file");
    Path open = Files.createFile(directory.resolve("open.db"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    print("DATABASE_URL", "sqlite:open.db");
    shown("others-can-read-the-sqlite-file");
  }

  /** Root may write nearly everywhere. */
  private Optional<Path> readOnlyDirectory() throws IOException {
    Path own = Files.createDirectory(directory.resolve("read-only"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("r-xr-xr-x"));
    return List.of(own, Path.of("/sys"), Path.of("/proc")).stream()
        .filter(place -> Files.isDirectory(place) && !Files.isWritable(place))
        .findFirst();
  }

  @Test
  void passwordFilesThatCannotBeUsed() throws IOException {
    print("DATABASE_URL", "mysql://ann@db/registry", "DB_PASSWORD_FILE", "secret");
    Files.createFile(directory.resolve("secret"));
    print("DATABASE_URL", "mysql://ann@db/registry", "DB_PASSWORD_FILE", "secret");
    Files.writeString(directory.resolve("secret"), "h\0unter22");
    print("DATABASE_URL", "mysql://ann@db/registry", "DB_PASSWORD_FILE", "secret");
    Files.writeString(directory.resolve("pgpass"), "*:*:*:*:hunter22\n");
    Files.setPosixFilePermissions(
        directory.resolve("pgpass"), PosixFilePermissions.fromString("rw-r--r--"));
    print("DATABASE_URL", "postgres://ann@db/registry", "PGPASSFILE", "pgpass");
    shown("a-password-file-cannot-be-used");
  }

  @Test
  void ignoredSettings() throws IOException {
    Files.createFile(
        directory.resolve("cartulary.db"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    print("DATABASE_URL", "postgres://ann:hunter22@db/registry", "DB_PASSWORD", "hunter23");
    print(
        "DATABASE_URL",
        "postgres://ann@db/registry",
        "DB_PASSWORD",
        "hunter23",
        "DB_PASSWORD_COMMAND",
        "echo");
    print("DB_USER", "ann");
    print("DB_PORT", "tcp://10.0.0.7:5432");
    print("DB_PASSWORD", "hunter23");
    print("DATABASE_URL", "postgres://ann@db/registry?sslmode=require&sslrootcert=ca.pem");
    print("DB_PASSWORD", "'hunter23'", "DATABASE_URL", "postgres://ann@db/registry");
    shown("a-setting-is-ignored");
  }

  @Test
  void certificateFilesThatCannotBeUsed() throws IOException {
    String url = "postgres://ann@db/registry?sslmode=verify-full";
    print("DATABASE_URL", url, "DB_SSL_CERT", "client.pem");
    print("DATABASE_URL", url, "DB_SSL_ROOT_CERT", "none.pem");
    Files.writeString(directory.resolve("text.pem"), "no certificate");
    print("DATABASE_URL", url, "DB_SSL_ROOT_CERT", "text.pem");
    TestCertificates ours = new TestCertificates("ours");
    TestCertificates.Issued client = ours.issue("client", "", -1, 9);
    Path authority = Files.copy(ours.authority(), directory.resolve("ca.pem"));
    print(
        "DATABASE_URL",
        url,
        "DB_SSL_ROOT_CERT",
        authority.toString(),
        "DB_SSL_CERT",
        client.certificate().toString(),
        "DB_SSL_KEY",
        "text.pem");
    shown("a-certificate-file-cannot-be-used");
  }

  @Test
  void apostrophes() {
    print("DATABASE_URL", "postgres://ann@db/registry", "DB_MIGRATION_USER", "o'hara");
    print("DATABASE_URL", "postgres://o'hara@db/registry");
    shown("the-migration-users-name-holds-an-apostrophe");
    print("DATABASE_URL", "postgres://o'hara@db/registry", "DB_AUTO_MIGRATE", "false");
    print("DATABASE_URL", "mysql://o'hara@db/registry");
    assertThat(printed).allMatch(String::isEmpty);
  }

  @Test
  void memory() {
    print("DATABASE_URL", "sqlite::memory:");
    shown("the-database-is-in-memory");
  }

  @Test
  void wrongSourcesAndRegistries() throws IOException {
    String file = "    file: {path: a.json}\n";
    yaml("sources:\n  - file: {path: a.json}\n");
    yaml("sources:\n  - name: My Catalog\n" + file);
    yaml("sources:\n  - name: a\n" + file + "  - name: a\n" + file);
    yaml("sources:\n  - name: a\n");
    yaml("sources:\n  - name: a\n    git: {repository: x}\n");
    yaml("sources:\n  - name: a\n    file: {url: x}\n");
    yaml("sources:\n  - name: a\n" + file + "    syncPolicy: {interval: soon}\n");
    yaml("sources:\n  - name: a\n" + file + "    syncPolicy: {interval: 9d}\n");
    yaml("sources:\n  - name: a\n" + file + "    filter: {tags: {include: ['']}}\n");
    yaml("sources:\n  - name: a\n" + file + "    claims: {}\n");
    String source = "sources:\n  - name: catalog\n" + file + "registries:\n  - name: all\n";
    yaml(source + "    sources: [catalogue]\n");
    yaml(source + "    sources: [catalog, catalog]\n");
    yaml(source);
    yaml("registries:\n  - name: all\n    sources: [catalog]\n");
    shown("a-source-or-a-registry-is-wrong");
  }

  private void yaml(String text, String... variables) throws IOException {
    Files.writeString(directory.resolve("c.yaml"), text);
    List<String> all = new ArrayList<>(List.of(variables));
    all.addAll(List.of("CARTULARY_CONFIG", "c.yaml"));
    print(all.toArray(String[]::new));
  }

  /** Keeps what a command prints of its configuration with these variables. */
  private void print(String... variables) {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", directory.toString()));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    printed.add(started(List.of("database", "check"), environment));
  }

  private String started(List<String> arguments, Map<String, String> environment) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Invocation.of(arguments, environment, directory, stream, stream);
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Everything printed is in the section, and everything in the section was printed. */
  private void shown(String section) {
    String all = String.join("", printed);
    printed.clear();
    assertThat(Troubleshooting.sections()).contains(section);
    List<Troubleshooting.Message> messages = Troubleshooting.messages(section);
    assertThat(all.lines().toList())
        .allMatch(line -> messages.stream().anyMatch(message -> message.isIn(line)));
    boolean readOnly = all.contains("cannot be written");
    assertThat(messages)
        .as(all)
        .allMatch(message ->
            message.isIn(all) || (!readOnly && message.text().contains("cannot be written")));
  }
}
