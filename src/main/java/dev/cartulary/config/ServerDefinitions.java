package dev.cartulary.config;

/** How the server listens, logs, stops and treats browsers and proxies. */
final class ServerDefinitions {

  static final SettingDefinition CONFIG =
      of(new Kind.FilePath(), "a .env file, read instead of ./.env, or a YAML file")
          .env("CARTULARY_CONFIG");

  static final SettingDefinition PORT =
      of(new Kind.Whole(0, 65535), "the HTTP port; 0 picks a free one").yaml("port").or("8080");

  static final SettingDefinition HOST =
      of(new Kind.Text(), "the address the HTTP server binds to").yaml("host").or("0.0.0.0");

  static final SettingDefinition MANAGEMENT_PORT =
      of(
              new Kind.Whole(1, 65535),
              "the port of health and metrics, which are then not on the HTTP port")
          .yaml("managementPort");

  static final SettingDefinition LOG_LEVEL =
      of(Kind.choice("debug", "info", "warn", "error"), "how much is logged")
          .yaml("logLevel")
          .or("info");

  static final SettingDefinition LOG_FORMAT =
      of(Kind.choice("text", "json"), "how a log line looks").yaml("logFormat").or("text");

  static final SettingDefinition SHUTDOWN_DELAY =
      of(Kind.span(0, 600), "how long a stopping server still takes requests, with readiness DOWN")
          .yaml("shutdownDelay")
          .or("0s");

  static final SettingDefinition SHUTDOWN_TIMEOUT =
      of(Kind.span(0, 600), "how long a stopping server lets running requests finish")
          .yaml("shutdownTimeout")
          .or("10s");

  static final SettingDefinition IDEMPOTENCY_KEY_LIFETIME =
      of(Kind.span(60, 604_800), "how long a repeated request gets the answer of the first one")
          .yaml("idempotencyKeyLifetime")
          .or("24h");

  static final SettingDefinition TRUSTED_PROXIES =
      of(
              new Kind.Text(),
              "the reverse proxies that are trusted to tell the client's address and TLS: addresses"
                  + " and ranges such as 10.0.0.0/8, separated by commas")
          .yaml("trustedProxies");

  static final SettingDefinition FORWARDED_HEADERS =
      of(Kind.choice("x-forwarded", "forwarded"), "the headers that the trusted proxies write")
          .yaml("forwardedHeaders")
          .or("x-forwarded");

  static final SettingDefinition CORS_ORIGINS =
      of(
              new Kind.Text(),
              "the origins whose pages may call /v1 in a browser, such as https://app.example.com,"
                  + " separated by commas")
          .yaml("corsOrigins");

  static final SettingDefinition ALLOWED_HOSTS =
      of(
              new Kind.Text(),
              "the host names under which /v1 answers with AUTH_MODE=anonymous, besides addresses"
                  + " and local names, separated by commas")
          .yaml("allowedHosts");

  static final SettingDefinition HSTS_MAX_AGE =
      of(
              Kind.span(0, 63_072_000),
              "how long browsers keep to TLS after an answer over TLS; 0 for never")
          .yaml("hstsMaxAge")
          .or("365d");

  static final SettingDefinition SWAGGER_UI =
      of(Kind.choice("true", "false"), "whether there is a page to try the API at /q/swagger-ui/")
          .yaml("swaggerUi")
          .or("true");

  private ServerDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Server", kind, description);
  }
}
