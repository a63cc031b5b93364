package dev.cartulary.config;

/** How much the server takes from one client. */
final class LimitDefinitions {

  static final SettingDefinition RATE_LIMIT_WINDOW =
      rateLimit(Kind.span(1, 3600), "the time in which the rate limits count")
          .yaml("rateLimit.window")
          .or("1m");

  static final SettingDefinition RATE_LIMIT_ADDRESS =
      rateLimit(requests(), "requests per window from one address; 0 for no limit")
          .yaml("rateLimit.address")
          .or("6000");

  static final SettingDefinition RATE_LIMIT_READS =
      rateLimit(
              requests(),
              "requests per window from one address that only read a registry; 0 for no limit")
          .yaml("rateLimit.reads")
          .or("600000");

  static final SettingDefinition RATE_LIMIT_PRINCIPAL =
      rateLimit(requests(), "requests per window of one signed-in principal; 0 for no limit")
          .yaml("rateLimit.principal")
          .or("12000");

  static final SettingDefinition RATE_LIMIT_CREDENTIALS =
      rateLimit(
              requests(),
              "requests per window from one address to the paths that take credentials; 0 for no"
                  + " limit")
          .yaml("rateLimit.credentials")
          .or("120");

  static final SettingDefinition MAX_BODY_SIZE =
      requestLimit(new Kind.Size(1 << 20, 1 << 30), "the largest body of a request")
          .yaml("maxBodySize")
          .or("16M");

  static final SettingDefinition MAX_BODY_MEMORY =
      requestLimit(
              new Kind.Size(1 << 20, 1 << 30),
              "the most bytes of all bodies in memory at once; by default an eighth of the heap")
          .yaml("maxBodyMemory");

  static final SettingDefinition MAX_HEADER_SIZE =
      requestLimit(new Kind.Size(4 << 10, 1 << 20), "the most bytes in the headers of a request")
          .yaml("maxHeaderSize")
          .or("16K");

  static final SettingDefinition MAX_URL_LENGTH =
      requestLimit(
              new Kind.Whole(1024, 65_536),
              "the most characters in the path and query of a request")
          .yaml("maxUrlLength")
          .or("8192");

  static final SettingDefinition REQUEST_TIMEOUT =
      requestLimit(Kind.span(1, 3600), "how long a client may take to send the body of a request")
          .yaml("requestTimeout")
          .or("60s");

  static final SettingDefinition IDLE_TIMEOUT =
      requestLimit(
              Kind.span(1, 3600), "after how long a client's connection without traffic is closed")
          .yaml("idleTimeout")
          .or("2m");

  private LimitDefinitions() {}

  private static SettingDefinition rateLimit(Kind kind, String description) {
    return new SettingDefinition("Rate limits", kind, description);
  }

  private static SettingDefinition requestLimit(Kind kind, String description) {
    return new SettingDefinition("Request limits", kind, description);
  }

  private static Kind requests() {
    return new Kind.Whole(0, 10_000_000);
  }
}
