package dev.cartulary.cli;

import dev.cartulary.config.Masking;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shows how far work is that takes longer than a moment: one line that is written over on a
 * terminal, elsewhere a line at the start, at each tenth, and at the end. Neither uses escape
 * codes; with NO_COLOR (no-color.org) or TERM=dumb a terminal gets lines, too.
 */
final class ProgressBar {

  private static final int USUAL_WIDTH = 80;
  private static final int NARROWEST = 20;
  private static final int CELLS = 24;

  /**
   * How it is shown.
   *
   * @param terminal whether a line can be written over
   * @param width of a line, in characters
   */
  record Style(boolean terminal, int width) {

    /** That of the terminal of this process, where it has one. */
    static Style of(Map<String, String> environment) {
      boolean plain =
          !environment.getOrDefault("NO_COLOR", "").isEmpty()
              || environment.getOrDefault("TERM", "").equals("dumb");
      String columns = environment.getOrDefault("COLUMNS", "");
      int width = columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
      return new Style(!plain && hasTerminal(), width < NARROWEST ? USUAL_WIDTH : width);
    }

    @SuppressWarnings("SystemConsoleNull") // null without a terminal, thanks to the property
    private static boolean hasTerminal() {
      System.setProperty("jdk.console", "java.base");
      Console console = System.console();
      return console != null;
    }
  }

  private final PrintWriter out;
  private final String title;
  private final Style style;
  private final long notBefore;
  private final LongSupplier clock;
  private int tenths = -1;
  private int drawn;

  /**
   * Nothing is shown yet.
   *
   * @param title what is done
   * @param quiet for how long nothing is shown, since most work is over by then
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  ProgressBar(PrintWriter out, String title, Style style, Duration quiet, LongSupplier clock) {
    this.out = out;
    this.title = title;
    this.style = style;
    this.clock = clock;
    this.notBefore = clock.getAsLong() + quiet.toNanos();
  }

  /**
   * Shows how far it is.
   *
   * @param share from 0.0 to 1.0
   * @param message what is done now; empty for nothing to say
   */
  synchronized void at(double share, String message) {
    if (clock.getAsLong() - notBefore < 0) {
      return;
    }
    double known = Math.max(0, Math.min(1, share));
    String said = message.isEmpty() ? "" : " " + Masking.printable(message);
    int percent = (int) (known * 100);
    if (style.terminal()) {
      int full = (int) (known * CELLS);
      draw(
          title
              + " ["
              + "#".repeat(full)
              + ".".repeat(CELLS - full)
              + "] "
              + percent
              + " %"
              + said);
    } else if (percent / 10 > tenths) {
      tenths = percent / 10;
      out.println(title + ": " + percent + " %" + said);
      out.flush();
    }
  }

  private void draw(String text) {
    int room = style.width() - 1; // a full line would wrap
    String line = text.length() > room ? text.substring(0, room) : text;
    out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
    out.flush();
    drawn = line.length();
  }

  /** Takes the bar away, so that a line can be printed in its place. */
  synchronized void clear() {
    if (drawn > 0) {
      out.print("\r" + " ".repeat(drawn) + "\r");
      out.flush();
      drawn = 0;
    }
  }
}
