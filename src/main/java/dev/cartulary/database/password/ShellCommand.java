package dev.cartulary.database.password;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command line for {@code /bin/sh -c}.
 *
 * @param directory where it runs
 * @param timeout after which it and its children are killed
 */
record ShellCommand(String line, Path directory, Duration timeout) {

  /** The most that a command may print: 64 KiB. */
  static final int LARGEST = 64 * 1024;

  /** Of the error output only the beginning is of use; the rest is read and dropped. */
  private static final int KEPT_OF_STDERR = 8 * 1024;

  private static final int POLL_MILLIS = 10;

  /** How a run ended. */
  enum End {
    EXITED,
    TIMED_OUT,
    PRINTED_TOO_MUCH
  }

  /**
   * What came of a run.
   *
   * @param exitCode has a meaning where it ended by itself
   * @param stdout at most {@link #LARGEST} bytes and one more; may be a secret
   * @param stderr the beginning of it; may hold a secret
   */
  // An outcome is read once by the one who asked for it; nobody compares two.
  @SuppressWarnings("ArrayRecordComponent")
  record Outcome(End end, int exitCode, byte[] stdout, byte[] stderr) {}

  /**
   * Runs it to its end. It gets the environment of this process and no input.
   *
   * @throws IOException where it cannot be started
   * @throws InterruptedException where the calling thread is interrupted; the command is killed
   */
  Outcome run() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("/bin/sh", "-c", line))
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      return collect(process);
    } finally {
      if (process.isAlive()) {
        kill(process);
      }
      process.getInputStream().close();
      process.getErrorStream().close();
    }
  }

  /**
   * Reads both outputs in turn, only what has arrived: it cannot hang on one that is full while it
   * waits for the other, nor on one that a child in the background keeps open.
   */
  private Outcome collect(Process process) throws IOException, InterruptedException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    long start = System.nanoTime();
    while (true) {
      // Asked first: what it printed before its end is then there to be read.
      boolean ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      read(process.getInputStream(), stdout, LARGEST + 1);
      read(process.getErrorStream(), stderr, KEPT_OF_STDERR);
      if (stdout.size() > LARGEST) {
        return outcome(End.PRINTED_TOO_MUCH, -1, stdout, stderr);
      }
      if (ended) {
        return outcome(End.EXITED, process.exitValue(), stdout, stderr);
      }
      if (System.nanoTime() - start > timeout.toNanos()) {
        return outcome(End.TIMED_OUT, -1, stdout, stderr);
      }
    }
  }

  private static Outcome outcome(
      End end, int exitCode, ByteArrayOutputStream stdout, ByteArrayOutputStream stderr) {
    return new Outcome(end, exitCode, stdout.toByteArray(), stderr.toByteArray());
  }

  /** Reads what has arrived, keeps it up to the limit, and drops the rest of a pipe's worth. */
  private static void read(InputStream in, ByteArrayOutputStream kept, int limit)
      throws IOException {
    for (int n = in.available(); n > 0 && kept.size() < limit; n = in.available()) {
      byte[] bytes = in.readNBytes(Math.min(n, limit - kept.size()));
      kept.write(bytes, 0, bytes.length);
    }
    in.readNBytes(in.available());
  }

  private static void kill(Process process) {
    // Listed before the shell dies: its children then belong to nobody.
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
