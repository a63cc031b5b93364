package dev.cartulary.config;

/**
 * A value that somebody gave to a setting.
 *
 * @param origin where: "flag --port", "environment", ".env line 3", "cartulary.yaml line 7"
 * @param name the setting in the words of that place, for a finding
 */
record Given(String value, String origin, String name) {
  static final String DEFAULT = "default";

  /** Whether the value stands in quotes, which no place but a shell or a .env file takes off. */
  static boolean isQuoted(String value) {
    int last = value.length() - 1;
    return last > 0
        && value.charAt(0) == value.charAt(last)
        && (value.charAt(0) == '"' || value.charAt(0) == '\'');
  }

  @Override
  public String toString() {
    return name;
  }
}
