package dev.cartulary.database.error;

/** What the code of a failed statement says, in terms of what a caller can do about it. */
enum Meaning {
  /** A row with the same unique key exists already. */
  UNIQUE,
  /** Another rule of the schema does not hold: a value is missing, a foreign key leads nowhere. */
  CONSTRAINT,
  /**
   * A deadlock or a lost race for a lock: the same transaction may succeed when it is run again.
   */
  BUSY,
  /** Ended before it was done, by a time limit of the server or by an administrator. */
  CANCELLED,
  /** The server takes no writes; another one may. */
  READ_ONLY,
  /** The connection is not there, or went away. */
  CONNECTION,
  /** The server, or its disk, cannot work at present. */
  UNABLE,
  /** The server has as many connections as it allows. */
  CONNECTIONS_USED_UP,
  /** The MySQL account has used up what it may do in an hour. */
  HOURLY_LIMIT,
  /** No room is left where the data are kept. */
  FULL,
  /** What was sent is larger than the server takes. */
  TOO_LARGE,
  /** The login is refused. */
  LOGIN,
  /** The user is let in but may not do this. */
  PRIVILEGE,
  /** There is no database of that name. */
  NO_DATABASE,
  /** A table is missing. */
  TABLE,
  /** The server session is not the one that was prepared: a pooler gave us another one. */
  POOLER,
  /** What is stored is damaged. */
  DAMAGED
}
