package dev.cartulary;

import dev.cartulary.cli.CommandApplication;
import dev.cartulary.cli.ExitCode;
import dev.cartulary.cli.Invocation;
import dev.cartulary.config.Finding;
import dev.cartulary.config.ProcessMode;
import dev.cartulary.database.UnsupportedDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether this process serves or runs a command. */
@QuarkusMain
public final class Main {

  private Main() {}

  /** Starts the program; the arguments are those of {@code cartulary --help}. */
  public static void main(String... arguments) {
    Invocation invocation =
        Invocation.of(List.of(arguments), System.getenv(), Path.of(""), System.out, System.err);
    if (invocation.exitCode().isPresent()) {
      System.out.flush();
      System.exit(invocation.exitCode().getAsInt());
    }
    // The configuration source reads these; without the mode it stays silent, so that nothing
    // of the machine that builds Cartulary gets into the build.
    System.setProperty(ProcessMode.PROPERTY, invocation.mode().word());
    invocation
        .flags()
        .forEach((setting, value) -> System.setProperty(ProcessMode.FLAG_PREFIX + setting, value));
    // Package problem refuses malformed request targets with a body. The build sets the same for
    // the executable, where this would come too late.
    System.setProperty("vertx.disableURIValidation", "true");
    String[] effective = invocation.arguments().toArray(String[]::new);
    if (invocation.mode() == ProcessMode.SERVE) {
      StopSignals.endInSuccess();
      Quarkus.run(null, Main::exit, effective);
    } else {
      Quarkus.run(CommandApplication.class, Main::exit, effective);
    }
  }

  private static void exit(Integer code, @Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof UnsupportedDatabase) {
        System.err.println("cartulary: " + t.getMessage());
        System.exit(ExitCode.USAGE);
      }
      if (t instanceof QuarkusBindException refused) {
        System.err.println("cartulary: " + cannotListen(refused).sentence());
        System.exit(ExitCode.FAILED);
      }
    }
    if (failure != null) {
      System.err.println("cartulary: The start failed: " + failure);
      if (failure.getMessage() == null) {
        failure.printStackTrace(); // nothing but the place can say what is wrong
      }
    }
    System.exit(code);
  }

  private static Finding cannotListen(QuarkusBindException refused) {
    String words = String.valueOf(refused.getMessage());
    return words.contains("Cannot assign")
        ? new Finding(
            "HOST",
            refused.getHost(),
            "this machine has no such address",
            "Give one of its own, or 0.0.0.0 for all of them")
        : new Finding(
            "PORT",
            Integer.toString(refused.getPort()),
            "the port cannot be listened on ("
                + words
                + "): another program may have it, or ports below 1024 may be reserved",
            "Stop the other program, which `ss -ltnp` names, or give another port");
  }
}
