package dev.cartulary.database.url;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.config.Finding;
import dev.cartulary.config.Masking;
import dev.cartulary.config.Secret;
import dev.cartulary.config.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

  @Test
  void readsEveryFormOfSqlite() {
    assertThat(target("sqlite:./cartulary.db").database()).isEqualTo("./cartulary.db");
    assertThat(target("sqlite:my dir/a%3Fb.db").database()).isEqualTo("my dir/a?b.db");
    assertThat(target("sqlite:///data/cartulary.db").database()).isEqualTo("/data/cartulary.db");
    assertThat(target("sqlite:/data/cartulary.db").database()).isEqualTo("/data/cartulary.db");
    assertThat(target("sqlite::memory:").inMemory()).isTrue();
    assertThat(target("SQLite:x.db").engine()).isEqualTo(Engine.SQLITE);
  }

  @Test
  void readsServersWithDefaultPorts() {
    DatabaseTarget postgres = target("postgres://ann:pw@db.example/reg");

    assertThat(postgres.engine()).isEqualTo(Engine.POSTGRESQL);
    assertThat(postgres.user()).isEqualTo("ann");
    assertThat(postgres.password()).isEqualTo(new Secret("pw"));
    assertThat(postgres.hosts()).containsExactly(new HostPort("db.example", 5432));
    assertThat(postgres.database()).isEqualTo("reg");
    assertThat(target("postgresql://ann@db/reg").engine()).isEqualTo(Engine.POSTGRESQL);
    assertThat(target("mysql://ann@db/reg").hosts()).containsExactly(new HostPort("db", 3306));
    assertThat(target("mariadb://ann@db:3307/reg").hosts())
        .containsExactly(new HostPort("db", 3307));
  }

  @Test
  void readsSeveralHostsAndIpv6() {
    assertThat(target("postgres://ann@h1:6000,h2,[::1]:7000,[fe80::1]/reg").hosts())
        .containsExactly(
            new HostPort("h1", 6000),
            new HostPort("h2", 5432),
            new HostPort("::1", 7000),
            new HostPort("fe80::1", 5432));
  }

  @Test
  void decodesNamesAndLeavesAPlusAlone() {
    DatabaseTarget target = target("mysql://a%40b:p%2F%3A+%C3%BC%25@db/r%20%23");

    assertThat(target.user()).isEqualTo("a@b");
    assertThat(target.password()).isEqualTo(new Secret("p/:+ü%"));
    assertThat(target.database()).isEqualTo("r #");
  }

  @Test
  void aRawAtSignInThePasswordIsUnderstood() {
    assertThat(target("postgres://ann:p@ss:w@db/reg").password()).isEqualTo(new Secret("p@ss:w"));
  }

  @Test
  void readsParameters() {
    Map<Setting, String> parameters =
        DatabaseUrl.parse(
                "DATABASE_URL",
                "postgres://a@h/d?sslmode=require&connect_timeout=10&application_name=my%20app")
            .parameters();

    assertThat(parameters)
        .containsOnly(
            Map.entry(Setting.DB_SSL_MODE, "require"),
            Map.entry(Setting.DB_CONNECT_TIMEOUT, "10"),
            Map.entry(Setting.DB_APPLICATION_NAME, "my app"));
  }

  @Test
  void everyMistakeHasItsSentence() {
    assertThat(sentence(""))
        .isEqualTo(
            "DATABASE_URL: it is empty. Give a URL such as sqlite:./cartulary.db,"
                + " postgres://user:password@host/database or mysql://user:password@host/database,"
                + " or unset it.");
    assertThat(sentence("cartulary.db"))
        .startsWith("DATABASE_URL is \"***\": it has no scheme. Begin it with the engine:");
    assertThat(sentence("mongodb://ann:hunter22@db/reg"))
        .isEqualTo(
            "DATABASE_URL is \"mongodb://ann:***@db/reg\": the scheme mongodb is not supported."
                + " Supported are: sqlite, postgres, postgresql, mysql, mariadb.");
    assertThat(sentence("postgre://ann@db/reg")).contains("Did you mean postgres? Supported are:");
    assertThat(sentence("jdbc:postgresql://db/reg?user=ann&password=hunter22"))
        .contains("JDBC URLs are not understood. Remove jdbc: at the start.")
        .doesNotContain("hunter22");
    assertThat(sentence("jdbc:mariadb:sequential://one,two/reg?password=hunter22"))
        .contains(
            "sequential of JDBC URLs is not understood. Write"
                + " mariadb://user:password@host,host/database: the hosts are tried in order")
        .doesNotContain("hunter22");
    assertThat(sentence("mysql:loadbalance://ann:hunter22@one,two/reg"))
        .contains("loadbalance of JDBC URLs is not understood. Write mysql://")
        .doesNotContain("hunter22");
    assertThat(sentence("jdbc:postgresql:reg"))
        .contains("JDBC URLs are not understood. Write postgresql://user:password@host/database.");
    assertThat(sentence("jdbc:sqlite:x.db")).contains("Remove jdbc: at the start.");
    assertThat(sentence("jdbc:oracle:thin:@db")).contains("JDBC URLs are not understood.");
    assertThat(sentence("postgresql+psycopg2://ann:hunter22@db/reg"))
        .isEqualTo(
            "DATABASE_URL is \"postgresql+psycopg2://ann:***@db/reg\": the scheme"
                + " postgresql+psycopg2 names a driver, and Cartulary brings its own. Write"
                + " postgresql://.");
    assertThat(sentence("mysql+pymysql://ann@db/reg")).contains("Write mysql://.");
    assertThat(sentence("sqlite+aiosqlite:///x.db")).contains("Write sqlite://.");
    assertThat(sentence("mysql2://ann@db/reg")).contains("is not supported. Write mysql://.");
    assertThat(sentence("redis+ssl://ann@db/reg")).contains("is not supported.");
    assertThat(sentence("postgres://ann:a%00b@db/reg"))
        .contains("the password holds a NUL character (%00), which no database takes. Remove it.");
    assertThat(sentence("postgres://ann:hunter22@db:54x2/reg"))
        .isEqualTo(
            "DATABASE_URL is \"postgres://ann:***@db:***/reg\": what stands after a host's colon"
                + " is not a port from 1 to 65535. Correct the port, or leave it out for 5432.");
    assertThat(sentence("mysql://ann@db:70000/reg")).contains("not a port from 1 to 65535");
    assertThat(sentence("postgres://ann@db/reg?poolsize=3"))
        .isEqualTo(
            "DATABASE_URL is \"postgres://ann@db/reg?poolsize=***\": the parameter poolsize is not"
                + " known. Did you mean \"pool_size\"? Known are: sslmode, sslrootcert, sslcert,"
                + " sslkey, target_session_attrs, pgbouncer, schema, application_name,"
                + " channel_binding, options, connect_timeout, pool_size, pool_timeout.");
    assertThat(sentence("sqlite:x.db?cache=shared"))
        .endsWith("the parameter cache is not known. Known are: pool_size, pool_timeout.");
    assertThat(sentence("mysql://ann@db/reg?poolsize=3")).doesNotContain("channel_binding");
    assertThat(sentence("postgres://ann:p/w@db/reg"))
        .isEqualTo(
            "DATABASE_URL is \"postgres://***\": it is unclear where the password ends."
                + " Percent-encode the user, the password and the database:"
                + " %40 for @, %2F for /, %3F for ?, %23 for #, %25 for %.");
    assertThat(sentence("postgres://ann:100%@db/reg"))
        .startsWith(
            "DATABASE_URL is \"postgres://ann:***@db/reg\": the percent-encoding of the password is"
                + " wrong.");
    assertThat(sentence("postgres://ann@db")).contains("it names no database");
    assertThat(sentence("postgres://db/reg")).contains("it names no user");
    assertThat(sentence("postgres://ann@/reg")).contains("a host is missing");
    assertThat(sentence("postgres://ann@db;x=1/reg"))
        .contains("a host is not a name or an address");
    assertThat(sentence("mysql:ann:hunter22@db/reg"))
        .contains("two slashes are missing")
        .doesNotContain("hunter22");
    assertThat(sentence("sqlite://cartulary.db"))
        .contains("neither a relative nor an absolute path");
    assertThat(sentence("sqlite:")).contains("it names no file");
    assertThat(sentence("postgres://ann@db/reg?pool_size=1&pool_size=2"))
        .contains("the parameter pool_size is given twice");
  }

  @Test
  void severalMistakesComeAtOnce() {
    assertThat(findings("postgres://ann:pw@db:0?nope=1")).hasSize(3);
  }

  @Property
  void anyTextGivesATargetOrFindings(@ForAll String text) {
    assertTargetOrFindings(text);
  }

  @Property
  void anyTextAfterASchemeGivesATargetOrFindings(
      @ForAll @Chars({':', '/', '@', '?', '#', '%', '&', '=', ',', '[', ']', 'a', '1', '+'})
          String text) {
    assertTargetOrFindings("postgres://" + text);
    assertTargetOrFindings("mysql:" + text);
    assertTargetOrFindings("sqlite:" + text);
  }

  private static void assertTargetOrFindings(String text) {
    DatabaseUrl.Parsed parsed = DatabaseUrl.parse("DATABASE_URL", text);

    assertThat(parsed.target().isEmpty()).isEqualTo(!parsed.findings().isEmpty());
  }

  @Property
  void anyUserPasswordAndDatabaseComeBack(
      @ForAll @StringLength(min = 1) String user,
      @ForAll @StringLength(min = 1) String password,
      @ForAll @StringLength(min = 1) String database) {
    for (String text : List.of(user, password, database)) {
      Assume.that(text.indexOf('\0') < 0 && isUnicode(text));
    }
    DatabaseTarget target =
        target(
            "mysql://"
                + PercentCoding.encode(user)
                + ":"
                + PercentCoding.encode(password)
                + "@db/"
                + PercentCoding.encode(database));

    assertThat(target.user()).isEqualTo(user);
    assertThat(target.password()).isEqualTo(new Secret(password));
    assertThat(target.database()).isEqualTo(database);
  }

  /** A lone surrogate is no character; no encoding of it exists. */
  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Property
  void theMaskedUrlNeverHoldsThePassword(
      @ForAll
          @AlphaChars
          @Chars({'/', '?', '#', '@', ':', '%', '='})
          @StringLength(min = 4, max = 12)
          String password) {
    String url = "postgres://u:" + password + "@h:1/d?sslmode=require";
    Assume.that(url.indexOf(password) == url.lastIndexOf(password));

    assertThat(Masking.url(url)).doesNotContain(password);
    assertThat(findings(url)).allMatch(finding -> !finding.sentence().contains(password));
  }

  private static String sentence(String url) {
    List<Finding> findings = findings(url);
    assertThat(findings).as(url).hasSize(1);
    return findings.get(0).sentence();
  }

  private static List<Finding> findings(String url) {
    return DatabaseUrl.parse("DATABASE_URL", url).findings();
  }

  private static DatabaseTarget target(String url) {
    DatabaseUrl.Parsed parsed = DatabaseUrl.parse("DATABASE_URL", url);
    assertThat(parsed.findings()).isEmpty();
    return parsed.target().orElseThrow();
  }
}
