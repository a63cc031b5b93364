package dev.cartulary.source.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the source code of servers may be: by the word in {@code repository.source}, one or more
 * hosts.
 */
public final class RepositoryHosts {

  /** What the official registry takes. */
  public static final String USUAL = "github=github.com,gitlab=gitlab.com";

  private static final Pattern PAIR =
      Pattern.compile("([a-z0-9][a-z0-9.-]*)=([a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?)");

  private record Allowed(String source, Pattern url) {}

  private final List<Allowed> allowed = new ArrayList<>();

  private RepositoryHosts() {}

  /**
   * Reads {@code github=github.com,gitlab=gitlab.com}.
   *
   * @throws IllegalArgumentException for what is no such list; the message is the wrong part
   */
  public static RepositoryHosts of(String list) {
    RepositoryHosts hosts = new RepositoryHosts();
    for (String part : list.split(",", -1)) {
      var pair = PAIR.matcher(part.strip());
      if (!pair.matches()) {
        throw new IllegalArgumentException(part.strip());
      }
      hosts.allowed.add(
          new Allowed(
              pair.group(1),
              Pattern.compile(
                  "https?://(?:www\\.)?" + Pattern.quote(pair.group(2)) + "/[\\w.-]+/[\\w.-]+/?")));
    }
    return hosts;
  }

  /** What is wrong with a repository; empty where it is one of these. */
  Optional<String> problem(String source, String url) {
    List<Allowed> ofSource = allowed.stream().filter(one -> one.source().equals(source)).toList();
    if (ofSource.isEmpty()) {
      TreeSet<String> known = new TreeSet<>();
      allowed.forEach(one -> known.add(one.source()));
      return Optional.of(
          "repository source \""
              + source
              + "\" is not taken here; known are "
              + String.join(", ", known));
    }
    return ofSource.stream().anyMatch(one -> one.url().matcher(url).matches())
        ? Optional.empty()
        : Optional.of(
            "invalid repository URL \""
                + url
                + "\": write https://HOST/OWNER/REPOSITORY of "
                + source);
  }
}
