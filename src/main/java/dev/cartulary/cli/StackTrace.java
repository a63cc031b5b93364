package dev.cartulary.cli;

import dev.cartulary.config.Masking;
import dev.cartulary.config.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** A stack trace as {@code --verbose} prints it: its messages hold no secret. */
public final class StackTrace {

  /** The option that asks for it. */
  public static final String OPTION = "--verbose";

  private final Settings settings;
  private final List<String> lines = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private StackTrace(Settings settings) {
    this.settings = settings;
  }

  /** The lines of the failure, its causes, and what they suppress. */
  public static List<String> of(Throwable failure, Settings settings) {
    StackTrace trace = new StackTrace(settings);
    trace.add(failure, "", "");
    return trace.lines;
  }

  private void add(Throwable failure, String indent, String caption) {
    String message = failure.getMessage();
    String text = message == null ? "" : ": " + Masking.message(message, settings);
    lines.add(indent + caption + failure.getClass().getName() + text);
    if (!seen.add(failure)) {
      return; // a circle
    }
    for (StackTraceElement frame : failure.getStackTrace()) {
      lines.add(indent + "\tat " + frame);
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      add(suppressed, indent + "\t", "Suppressed: ");
    }
    if (failure.getCause() != null) {
      add(failure.getCause(), indent, "Caused by: ");
    }
  }
}
