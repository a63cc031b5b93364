package dev.cartulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much memory the container allows this process, by its control group: version 2, then version
 * 1. Inside a container both show its own group there.
 */
final class ContainerMemory {

  /** What deploy/README.md asks for, in MiB: a login takes 19 MiB, a large catalog more. */
  private static final long LEAST_EXECUTABLE = 128;

  private static final long LEAST_JVM = 384;

  private static final List<Path> LIMITS =
      List.of(
          Path.of("/sys/fs/cgroup/memory.max"),
          Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

  private ContainerMemory() {}

  /** What is too little, and what to set; empty where it is enough or there is no limit. */
  static Optional<String> warning() {
    boolean executable = System.getProperty("org.graalvm.nativeimage.imagecode") != null;
    return LIMITS.stream()
        .flatMap(file -> read(file).stream())
        .findFirst()
        .flatMap(text -> warning(text, executable ? LEAST_EXECUTABLE : LEAST_JVM));
  }

  /**
   * The same.
   *
   * @param text as the control group has it: a number of bytes, or "max"
   * @param least in MiB
   */
  static Optional<String> warning(String text, long least) {
    String limit = text.strip();
    if (!limit.matches("[0-9]{1,18}") || Long.parseLong(limit) >> 20 >= least) {
      return Optional.empty();
    }
    return Optional.of(
        "The container allows "
            + (Long.parseLong(limit) >> 20)
            + " MiB of memory, which is too little for logins and large catalogs at once: give it "
            + least
            + " MiB or more (resources.limits.memory in Kubernetes, --memory of docker run,"
            + " mem_limit in Compose), or the process may be ended under load.");
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
