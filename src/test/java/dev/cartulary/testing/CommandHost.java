package dev.cartulary.testing;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Runs one command of the packaged program after the other in one JVM, so that only the first one
 * pays for loading the libraries. The libraries are on the class path; the program's own classes
 * and those that Quarkus generated are loaded anew for each command, since their static state is
 * that of one run.
 *
 * <p>On standard input come, for each command: the files for its standard output and error, its
 * directory, its environment, its arguments. On standard output goes its exit code.
 */
final class CommandHost {

  private static final String OWN = "dev/cartulary/";
  private static final List<String> OF_THE_PROGRAM =
      List.of(OWN, "io/quarkus/runner/", "io/quarkus/arc/setup/", "io/quarkus/runtime/generated/");

  private final URL[] jars;
  private final Set<String> anew;

  private CommandHost(URL[] jars, Set<String> anew) {
    this.jars = jars;
    this.anew = anew;
  }

  /** Serves commands until its input ends; the argument is the directory of the package. */
  public static void main(String... arguments) throws Exception {
    DataInputStream requests = new DataInputStream(System.in);
    DataOutputStream answers = new DataOutputStream(System.out);
    System.setIn(new ByteArrayInputStream(new byte[0]));
    CommandHost host = of(Path.of(arguments[0]));
    for (String stdout = next(requests); !stdout.isEmpty(); stdout = next(requests)) {
      answers.writeInt(host.run(stdout, requests));
      answers.flush();
    }
    Runtime.getRuntime().halt(0); // what the commands have left running is of no interest
  }

  private static String next(DataInputStream requests) throws IOException {
    try {
      return requests.readUTF();
    } catch (java.io.EOFException end) {
      return "";
    }
  }

  private static CommandHost of(Path packaged) throws IOException {
    List<URL> jars = new ArrayList<>();
    Set<String> anew = new HashSet<>();
    for (String name :
        List.of(
            "quarkus/generated-bytecode.jar",
            "quarkus/transformed-bytecode.jar",
            "app/cartulary.jar")) {
      Path jar = packaged.resolve(name);
      jars.add(jar.toUri().toURL());
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
          if (entry.getName().endsWith(".class") && isOfTheProgram(file, entry)) {
            anew.add(entry.getName().replace('/', '.').replaceFirst("\\.class$", ""));
          }
        }
      }
    }
    return new CommandHost(jars.toArray(URL[]::new), anew);
  }

  /** The classes that Quarkus generated for its own libraries stay beside those. */
  private static boolean isOfTheProgram(JarFile file, JarEntry entry) throws IOException {
    if (OF_THE_PROGRAM.stream().anyMatch(entry.getName()::startsWith)) {
      return true;
    }
    try (InputStream in = file.getInputStream(entry)) {
      String constants = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return constants.contains(OWN) || constants.contains(OWN.replace('/', '.'));
    }
  }

  private int run(String stdout, DataInputStream request) throws Exception {
    String stderr = request.readUTF();
    Path directory = Path.of(request.readUTF());
    Map<String, String> environment = new LinkedHashMap<>();
    for (int i = request.readInt(); i > 0; i--) {
      environment.put(request.readUTF(), request.readUTF());
    }
    List<String> arguments = new ArrayList<>();
    for (int i = request.readInt(); i > 0; i--) {
      arguments.add(request.readUTF());
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (PrintStream out = new PrintStream(stdout, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(stderr, StandardCharsets.UTF_8);
        URLClassLoader program = new ProgramClasses(before)) {
      System.setOut(out);
      System.setErr(err);
      Thread.currentThread().setContextClassLoader(program);
      return run(program, arguments, environment, directory);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static int run(
      ClassLoader program, List<String> arguments, Map<String, String> environment, Path directory)
      throws Exception {
    AtomicInteger code = new AtomicInteger(-1);
    IntConsumer exit = code::set;
    Class<?> invocation = program.loadClass("dev.cartulary.cli.Invocation");
    Method of =
        invocation.getMethod(
            "of", List.class, Map.class, Path.class, PrintStream.class, PrintStream.class);
    Method run =
        program.loadClass("dev.cartulary.Main").getMethod("run", invocation, IntConsumer.class);
    try {
      run.invoke(
          null, of.invoke(null, arguments, environment, directory, System.out, System.err), exit);
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException("the command does not run", failure.getCause());
    }
    System.out.flush();
    System.err.flush();
    return code.get();
  }

  /** The program's classes, and in front of the libraries those that were generated for it. */
  private final class ProgramClasses extends URLClassLoader {

    ProgramClasses(ClassLoader libraries) {
      super(jars, libraries);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!anew.contains(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
