package dev.cartulary.config;

import java.time.Duration;

/** How many connections to the database there are, and how long each thing may take. */
final class PoolDefinitions {

  static final SettingDefinition DB_READ_POOL_SIZE =
      of(
              new Kind.Whole(1, 1000),
              "the most connections to the replica open at once; by default the pool size")
          .yaml("database.readMaxOpenConns");

  static final SettingDefinition DB_CONNECT_TIMEOUT =
      of(Kind.span(1, 600), "how long opening one connection may take")
          .yaml("database.connectTimeout")
          .url("connect_timeout")
          .or("10s");

  static final SettingDefinition DB_SOCKET_TIMEOUT =
      of(Kind.span(1, 3600), "how long the server may take to answer one request of the driver")
          .yaml("database.socketTimeout")
          .or("30s");

  static final SettingDefinition DB_POOL_SIZE =
      of(new Kind.Whole(1, 1000), "the most connections open at once")
          .yaml("database.maxOpenConns")
          .url("pool_size")
          .or("10")
          .inBlock("25");

  static final SettingDefinition DB_EXPECTED_INSTANCES =
      of(
              new Kind.Whole(1, 1000),
              "how many instances share the database; only database check looks at it")
          .yaml("database.expectedInstances")
          .or("1");

  static final SettingDefinition DB_MAX_IDLE_CONNS =
      of(
              new Kind.Whole(0, 1000),
              "connections kept when idle; those above are closed after the idle timeout")
          .yaml("database.maxIdleConns")
          .or("0")
          .inBlock("5");

  static final SettingDefinition DB_POOL_TIMEOUT =
      of(
              new Kind.Span(Duration.ofMillis(1), Duration.ofHours(1)),
              "how long a request waits for a connection")
          .yaml("database.poolTimeout")
          .url("pool_timeout")
          .or("30s");

  static final SettingDefinition DB_IDLE_TIMEOUT =
      of(Kind.span(1, 604_800), "after how long an idle connection is closed")
          .yaml("database.connMaxIdleTime")
          .or("300s");

  static final SettingDefinition DB_CONN_MAX_LIFETIME =
      of(Kind.span(1, 604_800), "after how long a connection is replaced, idle or not")
          .yaml("database.connMaxLifetime")
          .or("30m")
          .inBlock("5m");

  private PoolDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Database", kind, description);
  }
}
