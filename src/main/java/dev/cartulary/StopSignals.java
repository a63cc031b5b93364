package dev.cartulary;

import dev.cartulary.cli.ExitCode;
import io.quarkus.runtime.Quarkus;
import java.lang.reflect.Proxy;

/**
 * An orderly stop is a success: an orchestrator must not take it for a crash. Left to itself, the
 * process would end with 128 and the signal's number.
 *
 * <p>{@link NativeImageReflection} makes this work in the executable.
 */
final class StopSignals {

  private StopSignals() {}

  /** Makes SIGTERM and SIGINT stop the server with exit code 0. */
  static void endInSuccess() {
    handle(() -> Quarkus.asyncExit(ExitCode.DONE), "TERM", "INT");
  }

  /** Runs something on each of these signals; where nobody may handle them, never. */
  static void handle(Runnable work, String... names) {
    try {
      // By name, because the compiler warns of each use of sun.misc.Signal and cannot be told not
      // to.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                work.run();
                return null;
              });
      for (String name : names) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Without: a stop is orderly all the same, its code 143.
      return;
    }
  }
}
