package dev.cartulary.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways to get a registry token. */
enum RegistryTokenMethod {
  /** By a token of an identity provider. */
  OIDC("oidc"),
  /** By a token of a user of GitHub. */
  GITHUB_AT("github-at"),
  /** By a token of a workflow of GitHub Actions. */
  GITHUB_OIDC("github-oidc"),
  /** By a signature with the key that a domain's website publishes. */
  HTTP("http"),
  /** By a signature with the key that a domain's TXT record publishes. */
  DNS("dns"),
  /** By asking. */
  NONE("none-for-tests");

  private final String setting;

  RegistryTokenMethod(String setting) {
    this.setting = setting;
  }

  /** The word in the settings. */
  String setting() {
    return setting;
  }

  /** The word in paths and in the claim {@code auth_method}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<RegistryTokenMethod> of(String setting) {
    return Arrays.stream(values()).filter(m -> m.setting.equals(setting)).findFirst();
  }
}
