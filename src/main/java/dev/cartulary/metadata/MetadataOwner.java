package dev.cartulary.metadata;

import dev.cartulary.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * Whose metadata it is: {@code system:global}, {@code user:<id>} or {@code team:<id>}. An id has 1
 * to 128 of {@code A-Z a-z 0-9 . _ @ + -}, so that e-mail addresses and UUIDs fit, and case counts.
 *
 * @param text the owner as it is written
 */
public record MetadataOwner(String text) {

  private static final Pattern SYNTAX =
      Pattern.compile("system:global|(?:user|team):[A-Za-z0-9._@+-]{1,128}");

  /**
   * Takes a text that is an owner.
   *
   * @throws ProblemException an invalid request that names {@code owner}, for any other text
   */
  public MetadataOwner {
    if (!SYNTAX.matcher(text).matches()) {
      throw ProblemException.invalid(
          "owner",
          "write system:global, user:<id> or team:<id>, where the id has 1 to 128 of the characters"
              + " A-Z a-z 0-9 . _ @ + -");
    }
  }

  boolean isSystem() {
    return text.equals("system:global");
  }

  boolean isUser(String id) {
    return text.equals("user:" + id);
  }

  boolean isTeam(String id) {
    return text.equals("team:" + id);
  }

  @Override
  public String toString() {
    return text;
  }
}
