package dev.cartulary.database.password;

import dev.cartulary.config.Secret;
import dev.cartulary.config.TextFile;
import dev.cartulary.database.url.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The PostgreSQL password file: lines of {@code host:port:database:user:password}, {@code *} for
 * anything in the first four, a backslash before a {@code :} or a backslash that is part of a
 * value. The first line that matches counts.
 *
 * <p>Like libpq, a file that others may read is left aside with a warning, not used and not an
 * error.
 *
 * @param lines those that have all five fields
 * @param warning that the file is left aside, and why, as a sentence
 * @param trouble why there are no lines, as a clause; empty where there may be some
 */
record PasswordFile(List<List<String>> lines, Optional<String> warning, String trouble) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  /** Reads a password file; a file that is not there gives no lines and no warning. */
  static PasswordFile read(Path file) {
    if (!Files.exists(file)) {
      return new PasswordFile(List.of(), Optional.empty(), "there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      return ignored(
          file, Files.isDirectory(file) ? "it is a directory" : "it is not a regular file");
    }
    try {
      if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        return ignored(file, "others may access it; its mode must be 0600 or stricter (chmod 600)");
      }
    } catch (UnsupportedOperationException e) {
      // A file system without POSIX modes cannot answer; libpq skips the check there as well.
    } catch (IOException e) {
      return ignored(file, "its mode cannot be read");
    }
    TextFile content = TextFile.read(file);
    if (content.text() == null) {
      return ignored(file, String.valueOf(content.problem()));
    }
    return content.text().indexOf('\0') >= 0
        ? ignored(file, "it holds a NUL character; save it as UTF-8 text")
        : new PasswordFile(parse(content.text()), Optional.empty(), "");
  }

  private static PasswordFile ignored(Path file, String reason) {
    String warning = "The PostgreSQL password file " + file + " is ignored: " + reason + ".";
    return new PasswordFile(List.of(), Optional.of(warning), reason);
  }

  static List<List<String>> parse(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(PasswordFile::fields)
        .filter(fields -> fields.size() >= 5)
        .toList();
  }

  /** The fields of a line. A backslash keeps the character after it as it is. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        field.append(line.charAt(++i));
      } else if (c == ':' && fields.size() < 4) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == ':') {
        break;
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return List.copyOf(fields);
  }

  /** The password of the first line that matches, by the first host for which one does. */
  Optional<Secret> find(List<HostPort> hosts, String database, String user) {
    for (HostPort host : hosts) {
      List<String> wanted = List.of(host.host(), Integer.toString(host.port()), database, user);
      for (List<String> line : lines) {
        if (fits(line, wanted)) {
          return Optional.of(new Secret(line.get(4)));
        }
      }
    }
    return Optional.empty();
  }

  /** Why {@link #find} finds nothing, as a clause without a secret. */
  String whyNone(List<HostPort> hosts, String database, String user) {
    if (!trouble.isEmpty()) {
      return trouble;
    }
    String wanted =
        hosts.stream()
            .map(host -> host.host() + ':' + host.port() + ':' + database + ':' + user)
            .collect(Collectors.joining(" or "));
    return lines.isEmpty()
        ? "it holds no line host:port:database:user:password"
        : "no line matches " + wanted;
  }

  private static boolean fits(List<String> line, List<String> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!line.get(i).equals("*") && !line.get(i).equals(wanted.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The number of lines only: a line holds a password. */
  @Override
  public String toString() {
    return "PasswordFile of " + lines.size() + " lines";
  }
}
