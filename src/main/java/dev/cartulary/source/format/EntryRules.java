package dev.cartulary.source.format;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for names and versions that the JSON Schemas do not state (MCP Registry API,
 * publishing).
 */
final class EntryRules {

  /** What MySQL's index and the schema of servers allow. */
  static final int LONGEST_NAME = 200;

  static final int LONGEST_VERSION = 255;

  private static final Pattern NAME_PART =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?");
  private static final Pattern NAMESPACE =
      Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?");
  private static final Pattern COMPARATOR = Pattern.compile("\\s*(?:\\^|~|[<>]=?|=).*");
  private static final Pattern HYPHEN_RANGE = Pattern.compile(".*\\s-\\s.*");
  private static final Pattern WILDCARD =
      Pattern.compile("v?(?:[xX*]|[0-9]+(?:\\.[0-9]+)?\\.[xX*](?:\\.[xX*])?)");

  private EntryRules() {}

  /** What is wrong with {@code namespace/name}, or empty. */
  static Optional<String> checkName(String name) {
    int slash = name.indexOf('/');
    if (slash < 0 || name.indexOf('/', slash + 1) >= 0) {
      return Optional.of("the name needs exactly one slash, as in com.example/weather");
    }
    if (name.length() > LONGEST_NAME) {
      return Optional.of("the name is longer than " + LONGEST_NAME + " characters");
    }
    if (!NAMESPACE.matcher(name.substring(0, slash)).matches()) {
      return Optional.of(
          "the part of the name before the slash may hold letters, digits, dots and hyphens, and"
              + " starts and ends with a letter or digit");
    }
    if (!NAME_PART.matcher(name.substring(slash + 1)).matches()) {
      return Optional.of(
          "the part of the name after the slash may hold letters, digits, dots, underscores and"
              + " hyphens, and starts and ends with a letter or digit");
    }
    return Optional.empty();
  }

  /** What keeps a version from being stored and asked for, or empty. */
  static Optional<String> checkVersionText(String version) {
    if (version.isBlank()) {
      return Optional.of("the version is empty");
    }
    if (version.codePointCount(0, version.length()) > LONGEST_VERSION) {
      return Optional.of("the version is longer than " + LONGEST_VERSION + " characters");
    }
    if (version.codePoints().anyMatch(EntryRules::isUnprintable)) {
      return Optional.of("the version holds a control character");
    }
    if (version.equals("latest")) {
      return Optional.of("\"latest\" is not a version: it stands for the latest one");
    }
    return Optional.empty();
  }

  /** What is wrong with a version, or empty. */
  static Optional<String> checkVersion(String version) {
    Optional<String> text = checkVersionText(version);
    if (text.isPresent()) {
      return text;
    }
    if (isRange(version)) {
      return Optional.of("\"" + version + "\" is a range of versions; one version is needed");
    }
    return Optional.empty();
  }

  private static boolean isRange(String version) {
    return COMPARATOR.matcher(version).matches()
        || HYPHEN_RANGE.matcher(version).matches()
        || version.contains("||")
        || WILDCARD.matcher(version).matches();
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }
}
