package dev.cartulary.database.url;

import dev.cartulary.config.Masking;
import dev.cartulary.config.Nearest;
import dev.cartulary.config.Setting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The parameters of a database URL, also in the words of providers and of other programs, so that a
 * URL can be taken as it was handed out.
 */
public final class UrlParameters {

  private static final List<Setting> POSTGRESQL_ONLY =
      List.of(Setting.DB_SCHEMA, Setting.DB_CHANNEL_BINDING, Setting.DB_OPTIONS);

  private static final List<Setting> SERVER_ONLY =
      List.of(
          Setting.DB_SSL_MODE,
          Setting.DB_SSL_ROOT_CERT,
          Setting.DB_SSL_CERT,
          Setting.DB_SSL_KEY,
          Setting.DB_TARGET_SESSION_ATTRS,
          Setting.DB_TRANSACTION_POOLER,
          Setting.DB_SCHEMA,
          Setting.DB_APPLICATION_NAME,
          Setting.DB_CONNECT_TIMEOUT,
          Setting.DB_SOCKET_TIMEOUT,
          Setting.DB_CHANNEL_BINDING,
          Setting.DB_OPTIONS);

  /** What stands before the question mark here, and behind it in URLs of libpq and of Go. */
  private static final Set<String> BEFORE_THE_MARK =
      Set.of("host", "hostaddr", "port", "user", "password", "dbname", "database");

  private static final Set<String> SOCKETS = Set.of("socket", "unix_socket", "unixsocket");

  /**
   * What Cartulary does by itself, with the values that ask for it, in lower case. Without a
   * Kerberos ticket, which it never has, libpq's "prefer" encrypts nothing.
   */
  private static final Map<String, Set<String>> DONE_ANYWAY =
      Map.of(
          "gssencmode", Set.of("disable", "allow", "prefer"),
          "client_encoding", Set.of("utf8", "utf-8", "auto"),
          "keepalives", Set.of("1"),
          "sslcompression", Set.of("0"),
          "sslsni", Set.of("1"),
          "sslnegotiation", Set.of("postgres"));

  private static final Map<String, Set<String>> DONE_ANYWAY_ON_MYSQL =
      Map.of(
          "charset", Set.of("utf8mb4", "utf8"),
          "characterencoding", Set.of("utf-8", "utf8", "utf8mb4"),
          "useunicode", Set.of("true"),
          "reconnect", Set.of("true"),
          "autoreconnect", Set.of("true"),
          "parsetime", Set.of("true"),
          "loc", Set.of("utc"),
          "servertimezone", Set.of("utc"),
          "allowpublickeyretrieval", Set.of("true"));

  private final Engine engine;
  private final BiConsumer<String, String> wrong;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Map<Setting, String> names = new EnumMap<>(Setting.class);
  private boolean misplaced;

  /**
   * Reads parameters one by one.
   *
   * @param wrong takes what is wrong and what to do about it, as clauses
   */
  UrlParameters(Engine engine, BiConsumer<String, String> wrong) {
    this.engine = engine;
    this.wrong = wrong;
  }

  /** The values so far, by the setting they stand for; not yet judged. */
  Map<Setting, String> values() {
    return values;
  }

  /** Whether a parameter says what belongs before the question mark. */
  boolean misplaced() {
    return misplaced;
  }

  /** The settings of connections that say nothing to this engine. */
  public static List<Setting> withoutMeaning(Engine engine) {
    return switch (engine) {
      case SQLITE -> SERVER_ONLY;
      case MYSQL -> POSTGRESQL_ONLY;
      case POSTGRESQL -> List.of();
    };
  }

  /** Takes one parameter, its value decoded. */
  void add(String name, String value) {
    String word = name.toLowerCase(Locale.ROOT);
    if (engine != Engine.SQLITE && isMisplaced(word, value)) {
      return;
    }
    Optional<Map.Entry<Setting, String>> tls = TlsParameter.of(engine, word, value);
    if (tls.isPresent()) {
      put(tls.get().getKey(), name, tls.get().getValue());
    } else if (engine == Engine.POSTGRESQL && name.equals("prepareThreshold")) {
      prepareThreshold(value);
    } else if (doneAnyway().containsKey(word)) {
      doneAnyway(name, value);
    } else {
      known(name, value);
    }
  }

  private boolean isMisplaced(String word, String value) {
    if (SOCKETS.contains(word) || (word.startsWith("host") && HostList.isSocket(value))) {
      misplaced = true;
      wrong.accept(UrlForm.SOCKET.problem(), UrlForm.SOCKET.fix());
    } else if (BEFORE_THE_MARK.contains(word)) {
      misplaced = true;
      wrong.accept(
          "the parameter " + word + " belongs before the question mark",
          "Write user:password@host:port/database before it");
    } else {
      return false;
    }
    return true;
  }

  /** Of PostgreSQL's JDBC driver; 0 is for poolers. */
  private void prepareThreshold(String value) {
    if (value.equals("0")) {
      put(Setting.DB_TRANSACTION_POOLER, "prepareThreshold", "true");
    } else {
      wrong.accept(
          "prepareThreshold is not 0", "Remove it, or write pgbouncer=true before a pooler");
    }
  }

  private Map<String, Set<String>> doneAnyway() {
    return switch (engine) {
      case SQLITE -> Map.of();
      case POSTGRESQL -> DONE_ANYWAY;
      case MYSQL -> DONE_ANYWAY_ON_MYSQL;
    };
  }

  private void doneAnyway(String name, String value) {
    Set<String> possible = doneAnyway().getOrDefault(name.toLowerCase(Locale.ROOT), Set.of());
    if (!possible.contains(value.toLowerCase(Locale.ROOT))) {
      wrong.accept(
          "the parameter " + name + " cannot have this value",
          "Remove it, or write " + String.join(" or ", possible.stream().sorted().toList()));
    }
  }

  private void known(String name, String value) {
    Optional<Setting> known = Setting.ofUrlParameter(name);
    if (known.isPresent()) {
      put(known.get(), name, value);
      return;
    }
    List<String> possible = new ArrayList<>(Setting.urlParameters());
    withoutMeaning(engine).forEach(setting -> setting.urlParameter().ifPresent(possible::remove));
    String shown = Masking.showsParameter(name, value) ? "the parameter " + name : "a parameter";
    wrong.accept(shown + " is not known", Nearest.advice(name, possible));
  }

  private void put(Setting setting, String name, String value) {
    String before = values.put(setting, value);
    String earlier = names.put(setting, name);
    if (before != null && !before.equals(value)) {
      wrong.accept(
          name.equals(earlier)
              ? "the parameter " + name + " is given twice"
              : "the parameters " + earlier + " and " + name + " contradict each other",
          "Keep one of them");
    }
  }
}
