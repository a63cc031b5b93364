package dev.cartulary.database.settings;

import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import dev.cartulary.database.url.DatabaseTarget;
import dev.cartulary.database.url.Engine;
import dev.cartulary.database.url.HostList;
import dev.cartulary.database.url.HostPort;
import dev.cartulary.database.url.Notes;
import dev.cartulary.database.url.UrlForm;
import java.util.List;
import java.util.Optional;

/** Reads the block form: engine, host, port, user and database as fields of their own. */
final class DatabaseBlock {
  private final Settings settings;
  private final Notes notes;
  private final int before;

  private DatabaseBlock(Settings settings, Notes notes) {
    this.settings = settings;
    this.notes = notes;
    this.before = notes.findings.size();
  }

  /** The database that the block names; empty when there are findings. */
  static Optional<DatabaseTarget> read(Settings settings, Notes notes) {
    DatabaseBlock block = new DatabaseBlock(settings, notes);
    String engine = settings.choice(Setting.DB_ENGINE).orElse("postgresql");
    DatabaseTarget target =
        engine.equals(Engine.SQLITE.word())
            ? block.sqlite()
            : block.server(engine.equals(Engine.MYSQL.word()) ? Engine.MYSQL : Engine.POSTGRESQL);
    return notes.findings.size() == block.before ? Optional.of(target) : Optional.empty();
  }

  private DatabaseTarget sqlite() {
    for (Setting setting : List.of(Setting.DB_HOST, Setting.DB_PORT, Setting.DB_USER)) {
      if (settings.given(setting).isPresent()) {
        notes.wrong(
            settings.named(setting),
            settings.given(setting).orElse(""),
            "SQLite has no server, so this has no meaning for it",
            "Remove it, or choose the engine postgresql or mysql");
      }
    }
    return new DatabaseTarget(Engine.SQLITE, null, null, List.of(), required(Setting.DB_NAME));
  }

  private DatabaseTarget server(Engine engine) {
    String host = required(Setting.DB_HOST);
    if (HostList.isSocket(host)) {
      notes.wrong(
          settings.named(Setting.DB_HOST), host, UrlForm.SOCKET.problem(), UrlForm.SOCKET.fix());
    } else if (!host.isEmpty() && !HostList.isPlainHost(host)) {
      notes.wrong(
          settings.named(Setting.DB_HOST),
          host,
          "it is not a host name or an address",
          "Give one host without a port; several hosts need the URL form");
    }
    int port =
        settings.given(Setting.DB_PORT).isPresent()
            ? settings.integer(Setting.DB_PORT)
            : engine.defaultPort();
    return new DatabaseTarget(
        engine,
        required(Setting.DB_USER),
        null,
        List.of(new HostPort(host, port)),
        required(Setting.DB_NAME));
  }

  private String required(Setting setting) {
    Optional<String> value = settings.given(setting);
    if (value.isEmpty()) {
      String key = setting.yamlKey().orElse(setting.variable());
      notes.wrong(
          key,
          "it is missing",
          "The database block needs it: set " + key + " or " + setting.variable());
    }
    return value.orElse("");
  }
}
