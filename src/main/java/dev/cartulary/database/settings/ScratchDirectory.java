package dev.cartulary.database.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where files that live for a moment may be: SQLite's library, which must be a file to be loaded.
 * {@code TMPDIR} comes first, as everywhere on Unix, then the Java platform's own setting.
 */
final class ScratchDirectory {

  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private ScratchDirectory() {}

  /** All places, best first, whether they can be used or not. */
  static List<Path> candidates(@Nullable Path beside) {
    Set<Path> places = new LinkedHashSet<>();
    add(places, System.getenv("TMPDIR"));
    add(places, System.getProperty("java.io.tmpdir"));
    if (beside != null) {
      places.add(beside);
    }
    add(places, "/dev/shm");
    return List.copyOf(places);
  }

  /** Those that can be written and from which a library can be loaded. */
  static List<Path> usable(@Nullable Path beside) {
    Set<Path> withoutExecution = mountedNoexec();
    return candidates(beside).stream()
        .filter(place -> Files.isDirectory(place) && Files.isWritable(place))
        .filter(place -> !withoutExecution.contains(mountOf(place)))
        .toList();
  }

  private static void add(Set<Path> places, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return;
    }
    try {
      places.add(Path.of(text).toAbsolutePath());
    } catch (InvalidPathException noPath) {
      return; // as good as not set
    }
  }

  /** The file systems that run no program and map no library; none where that is not known. */
  private static Set<Path> mountedNoexec() {
    Set<Path> found = new LinkedHashSet<>();
    for (String[] mount : mounts()) {
      Path place = Path.of(mount[1]);
      found.remove(place); // a later mount covers an earlier one
      if (List.of(mount[3].split(",")).contains("noexec")) {
        found.add(place);
      }
    }
    return found;
  }

  private static Path mountOf(Path place) {
    Path real = real(place);
    List<Path> around = new ArrayList<>();
    for (String[] mount : mounts()) {
      Path root = Path.of(mount[1]);
      if (real.startsWith(root)) {
        around.add(root);
      }
    }
    return around.stream()
        .reduce((a, b) -> b.getNameCount() >= a.getNameCount() ? b : a)
        .orElse(real);
  }

  private static Path real(Path place) {
    try {
      return place.toRealPath();
    } catch (IOException gone) {
      return place;
    }
  }

  /** Device, directory, type and options, each line of the system's table. */
  private static List<String[]> mounts() {
    try {
      return Files.readAllLines(MOUNTS, StandardCharsets.UTF_8).stream()
          .map(line -> line.split(" ", -1))
          .filter(mount -> mount.length > 3)
          .map(mount -> {
            mount[1] = mount[1].replace("\\040", " "); // how the table writes a space
            return mount;
          })
          .toList();
    } catch (IOException | RuntimeException otherSystem) {
      return List.of();
    }
  }

  /** The sentence for where none can be used: which were looked at, and the setting. */
  static String trouble(@Nullable Path beside) {
    return "SQLite's library must be a file for a moment to be loaded, and in none of "
        + String.join(", ", candidates(beside).stream().map(Path::toString).toList())
        + " it can be: each is missing, cannot be written, is full or is mounted noexec";
  }
}
