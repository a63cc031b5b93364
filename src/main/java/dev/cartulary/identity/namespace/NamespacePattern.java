package dev.cartulary.identity.namespace;

import dev.cartulary.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * Which names of entries a grant covers: one name ({@code com.example/weather}), all that begin
 * alike below one namespace ({@code com.example/*}, {@code com.example/tool-*}), those below the
 * namespaces of its subdomains ({@code com.example.*}{@code /*}), or every name ({@code *}). Names
 * are those of the MCP Registry API; like there, upper and lower case differ. A namespace is always
 * whole: {@code com.example*} would cover {@code com.example.evil}, too.
 */
record NamespacePattern(String text) {

  static final String RULE =
      "write a name (com.example/weather), a namespace with /* (com.example/*), its subdomains"
          + " (com.example.*/*), the beginning of a name with * (com.example/tool-*), or * for every"
          + " name; at most 200 characters";

  private static final String EVERYTHING = "*";
  private static final int LONGEST = 200;
  private static final String NAMESPACE = "[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?";
  private static final String NAME = "[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?";
  private static final String BEGINNING = "(?:[a-zA-Z0-9][a-zA-Z0-9._-]*)?\\*";
  private static final Pattern SYNTAX =
      Pattern.compile("\\*|" + NAMESPACE + "(?:\\.\\*)?/(?:" + NAME + "|" + BEGINNING + ")");

  /**
   * Refuses what is no pattern.
   *
   * @throws ProblemException an invalid request that names {@code namespace}
   */
  static void check(String text) {
    if (text.length() > LONGEST || !SYNTAX.matcher(text).matches()) {
      throw ProblemException.invalid("namespace", RULE);
    }
  }

  /** Whether the pattern covers the name {@code namespace/name}. */
  boolean covers(String name) {
    if (text.equals(EVERYTHING)) {
      return true;
    }
    int slash = text.indexOf('/');
    int nameSlash = name.indexOf('/');
    return slash >= 0
        && nameSlash >= 0
        && covers(text.substring(0, slash), name.substring(0, nameSlash))
        && covers(text.substring(slash + 1), name.substring(nameSlash + 1));
  }

  private static boolean covers(String pattern, String part) {
    String beginning = pattern.substring(0, Math.max(0, pattern.length() - 1));
    return pattern.endsWith(EVERYTHING)
        ? part.length() > beginning.length() && part.startsWith(beginning)
        : part.equals(pattern);
  }
}
