package dev.cartulary.identity;

import dev.cartulary.http.RequestText;
import dev.cartulary.problem.ProblemException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names and passwords may look like. */
public final class IdentityRules {

  public static final String USERNAME_RULE =
      "write 3 to 50 of the characters A-Z a-z 0-9 . _ -; upper and lower case are the same";
  public static final String PASSWORD_RULE =
      "write 8 to 256 characters, among them an upper-case letter, a lower-case letter and a digit";

  private static final Pattern USERNAME = Pattern.compile("[a-z0-9._-]{3,50}");
  private static final Pattern ROLE = Pattern.compile("[a-z0-9_-]{2,30}");
  private static final int SHORTEST_IN_PASSWORD = 4;
  private static final int LONGEST_PASSWORD = 256;
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_TEAM = 50;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_CLAIM_VALUE = 150;
  private static final int LONGEST_DESCRIPTION = 255;

  private IdentityRules() {}

  /** A username as it is stored and compared. */
  public static String folded(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  /** Whether this can be the id of anything; not every engine can even look for other texts. */
  public static boolean isId(String text) {
    return RequestText.isId(text);
  }

  public static boolean isRoleName(String text) {
    return ROLE.matcher(text).matches();
  }

  public static boolean isUsername(String text) {
    return USERNAME.matcher(folded(text)).matches();
  }

  /**
   * The first of the lists of leaked passwords that the rule below lets pass, in lower case and
   * without signs at their end.
   */
  private static final Set<String> COMMON =
      Set.of(
          "password1",
          "password12",
          "password123",
          "password1234",
          "passw0rd",
          "p@ssw0rd",
          "p@ssword1",
          "welcome1",
          "welcome12",
          "welcome123",
          "qwerty12",
          "qwerty123",
          "qwerty1234",
          "qwertyuiop1",
          "1qaz2wsx",
          "1q2w3e4r",
          "abc12345",
          "abcd1234",
          "a1b2c3d4",
          "aa123456",
          "admin123",
          "admin1234",
          "administrator1",
          "changeme1",
          "changeme123",
          "letmein1",
          "letmein123",
          "iloveyou1",
          "monkey123",
          "dragon123",
          "sunshine1",
          "princess1",
          "football1",
          "baseball1",
          "superman1",
          "master123",
          "test1234",
          "testtest1",
          "secret123",
          "user1234",
          "root1234",
          "temp1234",
          "default1",
          "cartulary1",
          "registry1");

  /** Whether many people have chosen it, so that it is among the first that are tried. */
  public static boolean isCommon(String text) {
    return COMMON.contains(text.toLowerCase(Locale.ROOT).replaceFirst("[^\\p{L}\\p{N}]+$", ""));
  }

  /** Whether a password holds the name of its user, which everybody knows. */
  public static boolean holdsName(String username, String text) {
    return username.length() >= SHORTEST_IN_PASSWORD && folded(text).contains(folded(username));
  }

  public static boolean isPassword(String text) {
    int length = text.codePointCount(0, text.length());
    return length >= SHORTEST_PASSWORD
        && length <= LONGEST_PASSWORD
        && text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().anyMatch(Character::isDigit);
  }

  public static void username(String text) {
    refuse(!isUsername(text), "username", USERNAME_RULE);
  }

  public static void password(String text) {
    refuse(!isPassword(text), "password", PASSWORD_RULE);
    refuse(isCommon(text), "password", "is one of the most common passwords; choose another");
  }

  /** Refuses a password that holds the name of its user. */
  public static void unlike(String username, String text, String field) {
    refuse(holdsName(username, text), field, "contains the username; choose another");
  }

  public static void roleName(String text) {
    refuse(!isRoleName(text), "name", "write 2 to 30 of the characters a-z 0-9 _ -");
  }

  public static void teamName(String text) {
    refuse(
        !isName(text, LONGEST_TEAM) || !isName(teamKey(text), LONGEST_TEAM),
        "name",
        "write 1 to 50 characters that are not all blank");
  }

  /** A team's name as names are compared: upper and lower case are the same. */
  public static String teamKey(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  public static void keyName(String text) {
    refuse(!isName(text, LONGEST_NAME), "name", "write 1 to 100 characters that are not all blank");
  }

  public static void claimName(String text) {
    refuse(
        !isName(text, LONGEST_NAME) || text.indexOf('=') >= 0,
        "claim",
        "write the claim's name: 1 to 100 characters, no equals sign");
  }

  public static void claimValue(String text) {
    refuse(
        !isName(text, LONGEST_CLAIM_VALUE),
        "value",
        "write 1 to 150 characters that are not all blank");
  }

  public static void description(String text) {
    refuse(
        text.codePointCount(0, text.length()) > LONGEST_DESCRIPTION || !isPrintable(text),
        "description",
        "write at most 255 characters, none of them a control character");
  }

  private static boolean isName(String text, int longest) {
    return !text.isBlank() && text.codePointCount(0, text.length()) <= longest && isPrintable(text);
  }

  /** Whether every engine stores and compares it: no control character and no half of a pair. */
  public static boolean isPrintable(String text) {
    return RequestText.isPrintable(text);
  }

  private static void refuse(boolean wrong, String field, String rule) {
    if (wrong) {
      throw ProblemException.invalid(field, rule);
    }
  }
}
