package dev.cartulary.database.error;

/** Says why the database cannot be used, in words that anybody may read. */
public final class PublicReason {

  private PublicReason() {}

  /** A clause without address, name or secret. */
  public static String of(Throwable failure) {
    if (SqlErrors.isPoolExhausted(failure)) {
      return "all connections are in use";
    }
    if (SqlErrors.isTooManyConnections(failure)) {
      return "the database server's limit on connections is reached; the log says more";
    }
    if (SqlErrors.isReadOnly(failure)) {
      return "the database server takes no writes";
    }
    if (SqlErrors.isTlsFailure(failure)) {
      return "no TLS connection can be made with the database server; the log says more";
    }
    if (SqlErrors.isAccessRefused(failure)) {
      return "the database refuses the user, the password or the database name; the log says more";
    }
    return "the database cannot be reached; the log says more";
  }
}
