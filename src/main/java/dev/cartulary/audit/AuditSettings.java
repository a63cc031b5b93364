package dev.cartulary.audit;

import dev.cartulary.config.DurationText;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Setting;
import dev.cartulary.config.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the settings say of the audit log.
 *
 * @param stdout whether events are printed, too
 * @param file where events are written, too
 * @param retention how old rows may grow; empty where they are kept for ever
 * @param findings what is wrong with the settings
 */
public record AuditSettings(
    boolean stdout, Optional<Path> file, Optional<Duration> retention, List<Finding> findings) {

  /** Reads the settings, and looks whether the file can be written. */
  public static AuditSettings resolve(Settings settings) {
    return settings.once(AuditSettings.class, AuditSettings::read);
  }

  private static AuditSettings read(Settings settings) {
    Optional<Duration> retention =
        settings.get(Setting.AUDIT_RETENTION).flatMap(DurationText::parse);
    String given = settings.get(Setting.AUDIT_LOG).orElse("none").strip();
    return switch (given.toLowerCase(Locale.ROOT)) {
      case "none" -> new AuditSettings(false, Optional.empty(), retention, List.of());
      case "stdout" -> new AuditSettings(true, Optional.empty(), retention, List.of());
      default -> toFile(settings, given, retention);
    };
  }

  private static AuditSettings toFile(
      Settings settings, String given, Optional<Duration> retention) {
    Optional<Path> path = path(settings, given);
    Optional<String> problem =
        path.map(AuditSettings::problem).orElse(Optional.of("it is no path"));
    return new AuditSettings(
        false,
        problem.isEmpty() ? path : Optional.empty(),
        retention,
        problem.stream()
            .map(what ->
                new Finding(
                    settings.named(Setting.AUDIT_LOG),
                    given,
                    what,
                    "Give none, stdout, or the path of a file that this user may write, in a"
                        + " directory that exists"))
            .toList());
  }

  private static Optional<Path> path(Settings settings, String given) {
    try {
      return given.isEmpty()
          ? Optional.empty()
          : Optional.of(settings.workingDirectory().resolve(given).toAbsolutePath());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> problem(Path file) {
    Path directory = file.getParent();
    if (Files.isDirectory(file)) {
      return Optional.of("it is a directory");
    }
    if (Files.exists(file)) {
      return Files.isWritable(file)
          ? Optional.empty()
          : Optional.of("the file's permissions let this user not write it");
    }
    if (directory == null || !Files.isDirectory(directory)) {
      return Optional.of("its directory does not exist");
    }
    return Files.isWritable(directory)
        ? Optional.empty()
        : Optional.of("its directory's permissions let this user not create it");
  }
}
