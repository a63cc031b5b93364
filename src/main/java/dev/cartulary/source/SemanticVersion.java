package dev.cartulary.source;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Semantic Versioning 2.0.0, ordered by precedence (its section 11): build metadata
 * does not count. Numbers may have any length.
 *
 * @param core major, minor and patch
 * @param preRelease the identifiers after the hyphen; empty for a release
 */
record SemanticVersion(List<BigInteger> core, List<String> preRelease)
    implements Comparable<SemanticVersion> {

  private static final String NUMBER = "(?:0|[1-9][0-9]*)";
  private static final String IDENTIFIER = "(?:" + NUMBER + "|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

  /** The grammar of semver.org; a leading {@code v}, as tags have it, is ignored. */
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "v?(%1$s)\\.(%1$s)\\.(%1$s)(?:-(%2$s(?:\\.%2$s)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"
              .formatted(NUMBER, IDENTIFIER));

  /** The version, or empty where the text is none. */
  static Optional<SemanticVersion> parse(String text) {
    Matcher matcher = GRAMMAR.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<BigInteger> core =
        List.of(
            new BigInteger(matcher.group(1)),
            new BigInteger(matcher.group(2)),
            new BigInteger(matcher.group(3)));
    String preRelease = matcher.group(4);
    return Optional.of(
        new SemanticVersion(
            core, preRelease == null ? List.of() : List.of(preRelease.split("\\."))));
  }

  @Override
  public int compareTo(SemanticVersion other) {
    for (int i = 0; i < core.size(); i++) {
      int order = core.get(i).compareTo(other.core.get(i));
      if (order != 0) {
        return order;
      }
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    return comparePreRelease(preRelease, other.preRelease);
  }

  private static int comparePreRelease(List<String> left, List<String> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareIdentifiers(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftIsNumber = isNumber(left);
    boolean rightIsNumber = isNumber(right);
    if (leftIsNumber && rightIsNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    if (leftIsNumber != rightIsNumber) {
      return leftIsNumber ? -1 : 1;
    }
    return left.compareTo(right);
  }

  private static boolean isNumber(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
