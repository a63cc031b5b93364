package dev.cartulary.source.format;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which entries of a source are taken. An exclusion wins over an inclusion; an empty inclusion
 * takes everything. In name patterns {@code *} stands for any characters, slashes too, and {@code
 * ?} for one; tags are compared as they are.
 */
public record EntryFilter(
    List<String> includeNames,
    List<String> excludeNames,
    List<String> includeTags,
    List<String> excludeTags) {

  /** Takes every entry. */
  public static final EntryFilter NONE =
      new EntryFilter(List.of(), List.of(), List.of(), List.of());

  public EntryFilter {
    includeNames = List.copyOf(includeNames);
    excludeNames = List.copyOf(excludeNames);
    includeTags = List.copyOf(includeTags);
    excludeTags = List.copyOf(excludeTags);
  }

  /** Whether an entry with this name and these tags is taken. */
  boolean takes(String name, Set<String> tags) {
    return (includeNames.isEmpty() || anyMatches(includeNames, name))
        && !anyMatches(excludeNames, name)
        && (includeTags.isEmpty() || includeTags.stream().anyMatch(tags::contains))
        && excludeTags.stream().noneMatch(tags::contains);
  }

  private static boolean anyMatches(List<String> globs, String name) {
    return globs.stream().anyMatch(glob -> pattern(glob).matcher(name).matches());
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        glob.codePoints()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }
}
