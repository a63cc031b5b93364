package dev.cartulary.identity;

import dev.cartulary.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names and passwords may look like. */
final class IdentityRules {

  static final String USERNAME_RULE =
      "write 3 to 50 of the characters A-Z a-z 0-9 . _ -; upper and lower case are the same";
  static final String PASSWORD_RULE =
      "write 8 to 256 characters, among them an upper-case letter, a lower-case letter and a digit";

  private static final Pattern USERNAME = Pattern.compile("[a-z0-9._-]{3,50}");
  private static final Pattern ROLE = Pattern.compile("[a-z0-9_-]{2,30}");
  private static final int LONGEST_PASSWORD = 256;
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_TEAM = 50;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_DESCRIPTION = 255;

  private IdentityRules() {}

  /** A username as it is stored and compared. */
  static String folded(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  static boolean isUsername(String text) {
    return USERNAME.matcher(folded(text)).matches();
  }

  static boolean isPassword(String text) {
    int length = text.codePointCount(0, text.length());
    return length >= SHORTEST_PASSWORD
        && length <= LONGEST_PASSWORD
        && text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().anyMatch(Character::isDigit);
  }

  static void username(String text) {
    refuse(!isUsername(text), "username", USERNAME_RULE);
  }

  static void password(String text) {
    refuse(!isPassword(text), "password", PASSWORD_RULE);
  }

  static void roleName(String text) {
    refuse(!ROLE.matcher(text).matches(), "name", "write 2 to 30 of the characters a-z 0-9 _ -");
  }

  static void teamName(String text) {
    refuse(!isName(text, LONGEST_TEAM), "name", "write 1 to 50 characters that are not all blank");
  }

  static void keyName(String text) {
    refuse(!isName(text, LONGEST_NAME), "name", "write 1 to 100 characters that are not all blank");
  }

  static void description(String text) {
    refuse(
        text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION,
        "description",
        "write at most 255 characters");
  }

  private static boolean isName(String text, int longest) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= longest
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static void refuse(boolean wrong, String field, String rule) {
    if (wrong) {
      throw ProblemException.invalid(field, rule);
    }
  }
}
