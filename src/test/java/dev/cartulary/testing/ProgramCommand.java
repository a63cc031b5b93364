package dev.cartulary.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the tests start the packaged program. */
public final class ProgramCommand {

  private static final String MAIN = "dev.cartulary.Main";

  private ProgramCommand() {}

  /** Made at the first start, since unit tests use {@link Program} and have no packaged program. */
  private static final class Made {
    static final List<String> QUICK = quick();
  }

  /**
   * The quickest start. On the JVM the same classes come from the same files, but through the JVM's
   * own class loader: for others it has no archive of classes, and each start takes longer.
   */
  static List<String> get() {
    return Made.QUICK;
  }

  /** Whether the program is the JVM build. */
  static boolean isOnJvm() {
    return isJar(program());
  }

  /** The JVM of the JVM build with this main class of the tests in place of the program's. */
  static List<String> host(String main) {
    List<String> command = new ArrayList<>(get());
    int classPath = command.indexOf("-cp") + 1;
    Path tests = Path.of("target", "test-classes").toAbsolutePath();
    command.set(classPath, command.get(classPath) + File.pathSeparator + tests);
    command.set(command.size() - 1, main);
    command.add(program().getParent().toString());
    return command;
  }

  /** The start that the documentation names. */
  public static List<String> documented() {
    Path program = program();
    return isJar(program)
        ? List.of(java().toString(), "-jar", program.toString())
        : List.of(program.toString());
  }

  private static List<String> quick() {
    Path program = program();
    if (!isJar(program)) {
      return List.of(program.toString());
    }
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // The next two are what the runner of the package does before it starts the
                // program.
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    if (Runtime.version().feature() > 21) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    options.addAll(List.of("-cp", classPath(program.resolveSibling("").normalize())));
    List<String> command = new ArrayList<>(List.of(java().toString()));
    command.addAll(ClassArchive.options(java(), program, options, MAIN));
    command.addAll(options);
    command.add(MAIN);
    return List.copyOf(command);
  }

  /** What the package holds; the changed classes come before those they were made from. */
  private static String classPath(Path application) {
    return Stream.of("quarkus/transformed-bytecode.jar", "quarkus", "app", "lib/boot", "lib/main")
        .flatMap(it -> jars(application.resolve(it)))
        .distinct()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jar itself, or those in the folder. */
  private static Stream<Path> jars(Path path) {
    try (Stream<Path> files = Files.walk(path, 1)) {
      return files.filter(ProgramCommand::isJar).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJar(Path program) {
    return program.toString().endsWith(".jar");
  }

  private static Path program() {
    return Path.of(System.getProperty("cartulary.program")).toAbsolutePath();
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
