package dev.cartulary.config;

/**
 * A value that somebody gave to a setting.
 *
 * @param origin where: "flag --port", "environment", ".env line 3", "cartulary.yaml line 7"
 * @param name the setting in the words of that place, for a finding
 */
record Given(String value, String origin, String name) {
  static final String DEFAULT = "default";

  @Override
  public String toString() {
    return name;
  }
}
