package dev.cartulary.config;

/** Who may log in, and which tokens count. */
final class AuthDefinitions {

  static final SettingDefinition AUTH_MODE =
      of(
              Kind.choice("local", "oauth", "both", "anonymous"),
              "whose credentials count: local users', those of identity providers, both, or none"
                  + " because everybody may do everything")
          .yaml("auth.mode")
          .or("local");

  static final SettingDefinition DEFAULT_USERNAME =
      of(new Kind.Text(), "the administrator that the first start makes; by default admin")
          .yaml("auth.defaultUsername");

  static final SettingDefinition DEFAULT_USERNAME_FILE =
      of(new Kind.FilePath(), "a file that holds the first administrator's name")
          .yaml("auth.defaultUsernameFile");

  static final SettingDefinition DEFAULT_PASSWORD =
      of(
              new Kind.Text(),
              "the first administrator's password; without it the first start makes one and shows"
                  + " it once")
          .yaml("auth.defaultPassword")
          .hidden();

  static final SettingDefinition DEFAULT_PASSWORD_FILE =
      of(new Kind.FilePath(), "a file that holds the first administrator's password")
          .yaml("auth.defaultPasswordFile");

  static final SettingDefinition SKIP_MUST_CHANGE_PASSWORD =
      of(
              Kind.choice("true", "false"),
              "whether the first administrator may keep the first password")
          .yaml("auth.skipMustChangePassword")
          .or("false");

  static final SettingDefinition SESSION_IDLE_TIMEOUT =
      of(Kind.span(60, 31_536_000), "after how long without a request a session ends")
          .yaml("auth.sessionIdleTimeout")
          .or("24h");

  static final SettingDefinition SESSION_LIFETIME =
      of(Kind.span(60, 31_536_000), "how long a session lasts at most")
          .yaml("auth.sessionLifetime")
          .or("168h");

  static final SettingDefinition AUTH_RESOURCE_URL =
      of(
              new Kind.Text(),
              "the URL under which clients reach this server, for the metadata that tells them"
                  + " where to get a token")
          .yaml("auth.oauth.resourceUrl");

  static final SettingDefinition AUTH_REALM =
      of(new Kind.Text(), "the realm of the challenge that a 401 carries")
          .yaml("auth.oauth.realm")
          .or("mcp-registry");

  static final SettingDefinition AUTH_INSECURE_URLS =
      of(
              Kind.choice("true", "false"),
              "whether identity providers may be asked over http, where an attacker in the"
                  + " network can forge their keys")
          .yaml("auth.oauth.insecureUrls")
          .or("false");

  static final SettingDefinition AUTH_REGISTRY_TOKENS =
      of(
              new Kind.Text(),
              "the ways to get a registry token, separated by commas: oidc, github-at, github-oidc, http,"
                  + " dns, and none-for-tests, which gives one to everybody; by default there is none")
          .yaml("auth.registryTokens.methods");

  static final SettingDefinition AUTH_PRIVATE_DOMAINS =
      of(
              Kind.choice("true", "false"),
              "whether the method http may ask hosts with private addresses for a domain's key")
          .yaml("auth.registryTokens.allowPrivateIP")
          .or("false");

  static final SettingDefinition AUTH_DNS_SERVER =
      of(
              new Kind.Text(),
              "the DNS server that the method dns asks, as ADDRESS or ADDRESS:PORT; by default"
                  + " those of the system")
          .yaml("auth.registryTokens.dnsServer");

  static final SettingDefinition AUTH_BLOCKED_NAMESPACES =
      of(
              new Kind.Text(),
              "namespaces that no registry token is given for, separated by commas, such as"
                  + " io.github.spammer")
          .yaml("auth.registryTokens.blockedNamespaces");

  static final SettingDefinition AUTH_GITHUB_API_URL =
      of(
              new Kind.Text(),
              "the base URL of GitHub's API for the method github-at; of GitHub Enterprise Server"
                  + " https://HOST/api/v3")
          .yaml("auth.registryTokens.github.apiUrl")
          .or("https://api.github.com");

  static final SettingDefinition AUTH_GITHUB_CLIENT_ID =
      of(
              new Kind.Text(),
              "the client id of the GitHub app with which publishing tools log in at GitHub; they"
                  + " read it from /v0.1/health")
          .yaml("auth.registryTokens.github.clientId");

  static final SettingDefinition AUTH_GITHUB_OIDC_ISSUER =
      of(
              new Kind.Text(),
              "who issues the tokens of GitHub Actions for the method github-oidc; of GitHub"
                  + " Enterprise Server https://HOST/_services/token")
          .yaml("auth.registryTokens.github.oidcIssuer")
          .or("https://token.actions.githubusercontent.com");

  static final SettingDefinition AUTH_GITHUB_OIDC_AUDIENCE =
      of(
              new Kind.Text(),
              "the audience that a token of GitHub Actions must have; the method github-oidc needs"
                  + " it")
          .yaml("auth.registryTokens.github.oidcAudience");

  static final SettingDefinition AUTH_GITHUB_PRIVATE_ADDRESS =
      of(
              Kind.choice("true", "false"),
              "whether GitHub's API and issuer may be at private addresses, as those of GitHub"
                  + " Enterprise Server often are")
          .yaml("auth.registryTokens.github.allowPrivateIP")
          .or("false");

  private AuthDefinitions() {}

  private static SettingDefinition of(Kind kind, String description) {
    return new SettingDefinition("Users and tokens", kind, description);
  }
}
