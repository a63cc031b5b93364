package dev.cartulary.identity;

import dev.cartulary.access.Permission;
import dev.cartulary.identity.role.BuiltInRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/permissions.md, whose tables the tests hold against the code. */
final class PermissionsPage {

  /** Who may call an operation. */
  record Rule(Who who, Set<Permission> anyOf) {

    /** Whether this one may who has these permissions; with none named every such one. */
    boolean admits(Who caller, Set<Permission> permissions) {
      return caller.compareTo(who) >= 0
          && (anyOf.isEmpty() || anyOf.stream().anyMatch(permissions::contains));
    }
  }

  /** How well a caller must be known; each is one of those before it, too. */
  enum Who {
    EVERYBODY,
    KNOWN,
    LOGGED_IN
  }

  private static final Pattern OPERATION =
      Pattern.compile("(?m)^\\| `((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)` \\| ([^|]+) \\|$");
  private static final Pattern CODE = Pattern.compile("`([a-z-]+:[a-z-]+)`");

  private PermissionsPage() {}

  static String text() {
    try {
      return Files.readString(Path.of("docs", "permissions.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rule of each operation, {@code GET /v1/users}. */
  static Map<String, Rule> rules() {
    return OPERATION
        .matcher(text().split("\n## Endpoints\n", 2)[1])
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                PermissionsPage::rule,
                (first, second) -> {
                  throw new AssertionError("an operation has two rows");
                },
                TreeMap::new));
  }

  private static Rule rule(MatchResult row) {
    // What follows a semicolon is about the metadata of oneself; the walk asks for the system's.
    String general = row.group(2).split(";", 2)[0].strip();
    return switch (general) {
      case "everyone" -> new Rule(Who.EVERYBODY, Set.of());
      case "any authenticated caller" -> new Rule(Who.KNOWN, Set.of());
      case "any logged-in user" -> new Rule(Who.LOGGED_IN, Set.of());
      default -> {
        Set<Permission> anyOf = EnumSet.noneOf(Permission.class);
        CODE.matcher(general)
            .results()
            .forEach(code -> anyOf.add(Permission.of(code.group(1)).orElseThrow()));
        if (anyOf.isEmpty()) {
          throw new AssertionError("no rule that a test can read: " + row.group());
        }
        yield new Rule(Who.KNOWN, anyOf);
      }
    };
  }

  /** The row that a permission must have. */
  static String row(Permission permission) {
    return "| `"
        + permission.code()
        + "` | "
        + permission.sentence()
        + " | "
        + Arrays.stream(BuiltInRole.values())
            .map(role -> role.permissions().contains(permission) ? "yes" : "–")
            .collect(Collectors.joining(" | "))
        + " |";
  }
}
