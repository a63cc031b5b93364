package dev.cartulary.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The JVM of this fork in which commands run one after the other ({@link CommandHost}), a tenth of
 * the time that a process of their own takes. For each engine, the first run of each command is a
 * process all the same.
 */
final class CommandJvm {

  /** Each run leaves its classes behind, which take some 20 MiB. */
  private static final int RUNS = 40;

  private static final ReentrantLock TURN = new ReentrantLock();
  private static @Nullable CommandJvm running;

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private int runs;

  private CommandJvm(Process process) {
    this.process = process;
    this.requests = new DataOutputStream(process.getOutputStream());
    this.answers = new DataInputStream(process.getInputStream());
  }

  /**
   * Runs the command and gives its exit code; empty where it has to be a process, or where another
   * one is running.
   */
  static OptionalInt run(
      Path directory,
      Map<String, String> environment,
      List<String> arguments,
      Path stdout,
      Path stderr)
      throws IOException {
    if (!ProgramCommand.isOnJvm()
        || environment.keySet().stream().anyMatch(CommandJvm::isForTheJvm)
        || isFirst(environment, arguments)
        || !TURN.tryLock()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(current().send(directory, environment, arguments, stdout, stderr));
    } finally {
      TURN.unlock();
    }
  }

  /** What a JVM only reads at its start. */
  private static boolean isForTheJvm(String variable) {
    return variable.startsWith("QUARKUS_") || variable.equals("JAVA_TOOL_OPTIONS");
  }

  /** Whether no fork of this build has run this command on this engine yet. */
  private static boolean isFirst(Map<String, String> environment, List<String> arguments)
      throws IOException {
    String words =
        String.join("-", arguments.stream().filter(it -> it.matches("[a-z-]+")).limit(2).toList());
    String engine = environment.getOrDefault("DATABASE_URL", "none").split(":", 2)[0];
    Path seen = Path.of("target", "test-commands", engine + "-" + words);
    Files.createDirectories(seen.getParent());
    try {
      Files.createFile(seen);
      return true;
    } catch (FileAlreadyExistsException notTheFirst) {
      return false;
    }
  }

  private static CommandJvm current() throws IOException {
    CommandJvm jvm = running;
    if (jvm != null && jvm.runs < RUNS && jvm.process.isAlive()) {
      return jvm;
    }
    if (jvm != null) {
      jvm.process.destroyForcibly();
    }
    ProcessBuilder builder =
        new ProcessBuilder(ProgramCommand.host(CommandHost.class.getName()))
            .directory(Program.emptyDirectory().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(Program.variables(Map.of()));
    jvm = new CommandJvm(builder.start());
    Runtime.getRuntime().addShutdownHook(new Thread(jvm.process::destroyForcibly));
    running = jvm;
    return jvm;
  }

  private int send(
      Path directory,
      Map<String, String> environment,
      List<String> arguments,
      Path stdout,
      Path stderr)
      throws IOException {
    runs++;
    requests.writeUTF(stdout.toString());
    requests.writeUTF(stderr.toString());
    requests.writeUTF(directory.toString());
    requests.writeInt(environment.size());
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      requests.writeUTF(variable.getKey());
      requests.writeUTF(variable.getValue());
    }
    requests.writeInt(arguments.size());
    for (String argument : arguments) {
      requests.writeUTF(argument);
    }
    requests.flush();
    Thread limit = new Thread(this::endAfterLimit, "limit of a command");
    limit.setDaemon(true);
    limit.start();
    try {
      return answers.readInt();
    } catch (EOFException ended) {
      throw new AssertionError(
          "the command did not end, or ended its JVM: " + String.join(" ", arguments), ended);
    } finally {
      limit.interrupt();
    }
  }

  private void endAfterLimit() {
    try {
      if (!process.waitFor(Program.COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException answered) {
      Thread.currentThread().interrupt();
    }
  }
}
