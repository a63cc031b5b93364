package dev.cartulary;

import dev.cartulary.cli.CommandApplication;
import dev.cartulary.cli.ExitCode;
import dev.cartulary.cli.Invocation;
import dev.cartulary.cli.StackTrace;
import dev.cartulary.config.Finding;
import dev.cartulary.config.Settings;
import dev.cartulary.database.error.UnsupportedDatabase;
import dev.cartulary.problem.Causes;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/** Decides whether this process serves or runs a command. */
@QuarkusMain
public final class Main {

  private Main() {}

  /** Starts the program; the arguments are those of {@code cartulary --help}. */
  public static void main(String... arguments) {
    Path directory = Path.of("").toAbsolutePath();
    run(
        Invocation.of(List.of(arguments), System.getenv(), directory, System.out, System.err),
        code -> {
          System.out.flush();
          System.exit(code);
        });
  }

  /** Runs what was asked for to its end, which may be the end of the server. */
  public static void run(Invocation invocation, IntConsumer exit) {
    if (invocation.exitCode().isPresent()) {
      exit.accept(invocation.exitCode().getAsInt());
      return;
    }
    if (invocation.launch().serves() && !canListen(invocation.launch().settings())) {
      exit.accept(ExitCode.FAILED);
      return;
    }
    // RequestTarget refuses malformed request targets with a body. The build sets the same for
    // the executable, where this would come too late.
    System.setProperty("vertx.disableURIValidation", "true");
    // The JVM keeps the command line here, where tools show it: a URL in it may hold a password.
    System.clearProperty("sun.java.command");
    invocation.launch().announce();
    String[] arguments = invocation.arguments().toArray(String[]::new);
    BiConsumer<Integer, Throwable> ended =
        (code, failure) -> exit.accept(failure == null ? code : explain(invocation, code, failure));
    if (invocation.launch().serves()) {
      StopSignals.endInSuccess();
      Quarkus.run(null, ended, arguments);
    } else {
      Quarkus.run(CommandApplication.class, ended, arguments);
    }
  }

  private static boolean canListen(Settings settings) {
    Optional<Finding> trouble =
        ListenAddress.of(settings)
            .trouble()
            .or(() -> ListenAddress.ofManagement(settings).flatMap(ListenAddress::trouble));
    trouble.ifPresent(finding -> System.err.println("cartulary: " + finding.sentence()));
    return trouble.isEmpty();
  }

  /** Says why the start failed; gives the exit code. */
  private static int explain(Invocation invocation, int code, Throwable failure) {
    int result = explain(code, failure);
    if (invocation.arguments().contains(StackTrace.OPTION)) {
      StackTrace.of(failure, invocation.launch().settings()).forEach(System.err::println);
    }
    return result;
  }

  private static int explain(int code, Throwable failure) {
    Optional<UnsupportedDatabase> unsupported = Causes.find(failure, UnsupportedDatabase.class);
    if (unsupported.isPresent()) {
      System.err.println("cartulary: " + unsupported.get().getMessage());
      return ExitCode.USAGE;
    }
    Optional<QuarkusBindException> refused = Causes.find(failure, QuarkusBindException.class);
    if (refused.isPresent()) {
      System.err.println(
          "cartulary: "
              + new ListenAddress(refused.get().getHost(), refused.get().getPort())
                  .refused(String.valueOf(refused.get().getMessage()))
                  .sentence());
      return ExitCode.FAILED;
    }
    Throwable root = Causes.root(failure); // those around it only say that something failed
    System.err.println("cartulary: The start failed: " + root);
    if (root.getMessage() == null) {
      root.printStackTrace(); // nothing but the place can say what is wrong
    }
    return code;
  }
}
