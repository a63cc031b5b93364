package dev.cartulary.config;

/** What this process is started for. */
public enum ProcessMode {
  /** The server: HTTP, pool and ORM. */
  SERVE,
  /** A command that needs at most plain connections: no HTTP, no ORM. */
  COMMAND,
  /** A command that works on entities: no HTTP. */
  COMMAND_WITH_ORM
}
