package dev.cartulary.cli;

import dev.cartulary.config.Settings;
import java.io.PrintStream;

/**
 * A command that needs the settings only: it runs before Quarkus starts, also on wrong settings.
 */
interface WithoutContainer {

  /** Runs and gives the exit code. */
  int run(Settings settings, PrintStream out, PrintStream err);
}
