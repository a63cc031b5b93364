package dev.cartulary.problem;

/**
 * Every kind of problem that an answer can carry: its stable code, HTTP status and title. Clients
 * may rely on the code; docs/errors.md lists what each one means.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not valid"),
  INVALID_JSON(400, "The body is not valid JSON"),
  UNAUTHENTICATED(401, "Authentication required"),
  INVALID_CREDENTIALS(401, "The credentials are wrong"),
  FORBIDDEN(403, "Not permitted"),
  PASSWORD_CHANGE_REQUIRED(403, "The password must be changed first"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "Not acceptable"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  CONFLICT(409, "Conflict"),
  LAST_ADMINISTRATOR(409, "The last administrator must stay"),
  PRECONDITION_FAILED(412, "The precondition does not hold"),
  PAYLOAD_TOO_LARGE(413, "The request is too large"),
  URI_TOO_LONG(414, "The URL is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  INVALID_PARAMETER(422, "A parameter is not valid"),
  INVALID_DOCUMENT(422, "The document is not valid"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL_ERROR(500, "Internal error"),
  NOT_SUPPORTED(501, "Not supported here"),
  ENCRYPTION_UNAVAILABLE(503, "Encryption is not available"),
  DATABASE_UNAVAILABLE(503, "The database is not available"),
  OUTCOME_UNKNOWN(503, "Whether the change was made is unknown"),
  POOL_EXHAUSTED(503, "All database connections are in use"),
  SERVER_BUSY(503, "The server is overloaded"),
  SCHEMA_NOT_READY(503, "The database schema is not ready"),
  ADMINISTRATOR_NOT_READY(503, "The first administrator does not exist yet"),
  CATALOG_NOT_READY(503, "The catalog is not ready"),
  PROVIDER_UNAVAILABLE(503, "The identity provider is not available"),
  QUOTA_EXCEEDED(507, "The owner's quota is used up"),
  STORAGE_FULL(507, "The database's disk is full");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** A short sentence that is the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The stable, lower-case code, for example {@code precondition_failed}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The problem's {@code type} member: a URN, since no page on the web is promised. */
  public String uri() {
    return "urn:cartulary:problem:" + code();
  }
}
