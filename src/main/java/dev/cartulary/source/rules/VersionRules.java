package dev.cartulary.source.rules;

import java.util.regex.Pattern;

/** What a version of a server or package may not be. */
final class VersionRules {

  private static final Pattern COMPARATOR = Pattern.compile("(?:\\^|~|>=|<=|>|<|=)\\s*v?[0-9].*");
  private static final Pattern HYPHENS = Pattern.compile("\\S.*\\s-\\s.*\\S");
  private static final Pattern WILDCARDS =
      Pattern.compile("(?=.*[xX*])v?(?:[0-9]+|[xX*])(?:\\.(?:[0-9]+|[xX*])){1,2}");

  private VersionRules() {}

  static void check(String version, String path, Issues issues) {
    String trimmed = version.strip();
    if (trimmed.equals("latest")) {
      issues.semantic(
          path,
          "reserved-version-string",
          "version string 'latest' is reserved and cannot be used");
    } else if (isRange(trimmed)) {
      issues.semantic(
          path,
          "version-looks-like-range",
          "version must be a specific version, not a range: \"" + trimmed + "\"");
    }
  }

  static boolean isRange(String version) {
    return COMPARATOR.matcher(version).matches()
        || HYPHENS.matcher(version).matches()
        || version.contains("||")
        || WILDCARDS.matcher(version).matches();
  }
}
