package dev.cartulary.background;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Parts of the program that begin their work together, in the order in which they were added. One
 * that fails keeps no other from its work.
 */
public final class Stage {

  private static final Logger LOG = Logger.getLogger(Stage.class);

  private record Part(String name, Runnable begin) {}

  private final List<Part> waiting = new ArrayList<>();

  /**
   * Adds a part.
   *
   * @param name for the log
   * @param begin may be called again where it fails
   */
  public Stage then(String name, Runnable begin) {
    waiting.add(new Part(name, begin));
    return this;
  }

  /** Begins those that have not begun yet; logs what fails. True where all have begun. */
  public synchronized boolean begin() {
    waiting.removeIf(Stage::began);
    return waiting.isEmpty();
  }

  private static boolean began(Part part) {
    try {
      part.begin().run();
      return true;
    } catch (RuntimeException | Error failure) { // an error too: memory may be short for a moment
      LOG.errorf(failure, "%s failed to begin its work; it is tried again.", part.name());
      return false;
    }
  }
}
