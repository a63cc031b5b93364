package dev.cartulary;

import dev.cartulary.database.RepeatedAttempt;
import dev.cartulary.database.Serving;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.graalvm.nativeimage.RuntimeOptions;

/**
 * Makes the executable's young generation small once the server serves. The start allocates some
 * tens of megabytes that nobody needs afterwards: it ends before the large one that the build gave
 * is full, so it collects nothing. What it left is then given back at once. On the JVM, which
 * chooses for itself, nothing is done.
 */
@Singleton
class YoungGeneration {

  /** What {@code quarkus.native.additional-build-args} gives, in bytes. */
  private static final long OF_THE_START = 64L << 20;

  /** Small and steady in memory, instead of a share of the machine; in bytes. */
  private static final long OF_A_SERVER = 16L << 20;

  private final RepeatedAttempt shrinking =
      new RepeatedAttempt(
          "young-generation",
          () -> {
            Executable.shrink();
            return true;
          });

  void onServing(@Observes Serving serving) {
    if ("runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
      shrinking.start();
    }
  }

  void onStop(@Observes ShutdownEvent stop) {
    shrinking.stop();
  }

  /** Apart, since the JVM has no such classes. */
  private static final class Executable {

    /** Leaves a size that was given with {@code -Xmn} as it is. */
    static void shrink() {
      if (Long.valueOf(OF_THE_START).equals(RuntimeOptions.get("MaxNewSize"))) {
        RuntimeOptions.set("MaxNewSize", OF_A_SERVER);
        System.gc();
      }
    }
  }
}
