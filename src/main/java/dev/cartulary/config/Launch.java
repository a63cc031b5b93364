package dev.cartulary.config;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What this process was started for and with which settings. {@code Main} reads them once and
 * announces them before Quarkus starts; while the program is being built nothing is announced, so
 * that nothing of the machine that builds it gets into the build.
 *
 * @param mode how much of the program is needed
 * @param settings the settings in force, with no findings
 * @param again reads the same flags, variables and files as they are now; the result may have
 *     findings
 */
public record Launch(ProcessMode mode, Settings settings, Supplier<Settings> again) {

  private static final AtomicReference<Launch> ANNOUNCED = new AtomicReference<>();

  /** One whose settings stay as they are. */
  public Launch(ProcessMode mode, Settings settings) {
    this(mode, settings, () -> settings);
  }

  /** Whether this process is the server. */
  public boolean serves() {
    return mode == ProcessMode.SERVE;
  }

  /** Hands this launch to the configuration that Quarkus is about to build. */
  public void announce() {
    ANNOUNCED.set(this);
  }

  /** The launch of this process; empty while the program is being built. */
  public static Optional<Launch> announced() {
    return Optional.ofNullable(ANNOUNCED.get());
  }
}
